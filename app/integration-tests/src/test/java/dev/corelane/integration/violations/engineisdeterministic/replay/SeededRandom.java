package dev.corelane.integration.violations.engineisdeterministic.replay;

import java.util.Random;

public final class SeededRandom {
  public int next() {
    return new Random().nextInt();
  }
}
