package dev.corelane.integration.violations.traceonjavabase.trace.file;

import javax.xml.parsers.DocumentBuilderFactory;

public final class SeededXml {
  public DocumentBuilderFactory factory() {
    return DocumentBuilderFactory.newInstance();
  }
}
