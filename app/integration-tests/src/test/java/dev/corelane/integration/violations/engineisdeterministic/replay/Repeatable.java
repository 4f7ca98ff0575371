package dev.corelane.integration.violations.engineisdeterministic.replay;

import java.util.Random;

public final class Repeatable {
  public int next(long number) {
    return new Random(number).nextInt();
  }
}
