/// Small parts that windows are made of.
package dev.corelane.desktop.shell.parts;
