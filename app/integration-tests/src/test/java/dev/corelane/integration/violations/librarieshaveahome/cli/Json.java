package dev.corelane.integration.violations.librarieshaveahome.cli;

import tools.jackson.core.json.JsonFactory;

public final class Json {
  public final JsonFactory factory = new JsonFactory();
}
