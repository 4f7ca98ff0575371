/// How much a recording changed what it measured.
package dev.corelane.analysis.observer;
