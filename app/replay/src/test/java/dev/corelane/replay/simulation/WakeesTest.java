package dev.corelane.replay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WakeesTest {
  private static final int CPUS = 4;
  private static final long SECOND = 1_000_000_000;

  @Test
  void aPairThatWakesEachOtherIsNoCrowd() {
    var client = new Wakees();
    var server = new Wakees();
    for (int i = 0; i < 1_000; i++) {
      client.wakes(1, i);
      server.wakes(0, i);
    }
    assertThat(client.wide(server, CPUS)).isFalse();
  }

  @Test
  void aClientOfManyAndAServerThatWakesOthersTooAreOne() {
    Wakees client = flips(16);
    assertThat(client.wide(flips(3), CPUS)).isFalse();
    assertThat(client.wide(flips(4), CPUS)).isTrue();
    assertThat(flips(4).wide(client, CPUS)).isTrue();
    assertThat(flips(15).wide(flips(4), CPUS)).isFalse();
  }

  @Test
  void changesOfLongAgoCountLess() {
    Wakees client = flips(17);
    client.wakes(1, SECOND + 1_000);
    assertThat(client.wide(flips(4), CPUS)).isFalse();
  }

  private Wakees flips(int times) {
    var wakees = new Wakees();
    for (int i = 0; i < times; i++) {
      wakees.wakes(i % 2, i);
    }
    return wakees;
  }
}
