/// What the commands print, each as text for a person and as JSON for a program.
package dev.corelane.cli.report;
