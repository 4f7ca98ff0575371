package dev.corelane.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandSearchTest {
  @Test
  void findsCommandsByTheirWords() {
    assertThat(CommandSearch.find("lane", c -> true))
        .startsWith(Command.LANE_MENU)
        .contains(Command.FILTER_LANES, Command.PIN_LANE, Command.HIDE_LANE)
        .endsWith(Command.ABOUT);
    assertThat(CommandSearch.find("preemption next", c -> true))
        .containsExactly(Command.NEXT_PREEMPTION, Command.NEXT_HOLDER_PREEMPTION);
    assertThat(CommandSearch.find("zoom", c -> c != Command.ZOOM_IN))
        .containsExactly(Command.ZOOM_OUT, Command.ZOOM_TO_SELECTION);
    assertThat(CommandSearch.find(" ", c -> true)).hasSize(Command.values().length);
    assertThat(CommandSearch.find("pin", c -> true).getFirst())
        .as("begins with it")
        .isEqualTo(Command.PIN_LANE);
    assertThat(CommandSearch.find("nonsense", c -> true)).isEmpty();
  }
}
