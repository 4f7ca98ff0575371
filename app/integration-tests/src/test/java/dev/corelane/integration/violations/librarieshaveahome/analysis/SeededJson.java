package dev.corelane.integration.violations.librarieshaveahome.analysis;

import tools.jackson.core.json.JsonFactory;

public final class SeededJson {
  public final JsonFactory factory = new JsonFactory();
}
