package dev.corelane.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;

class CommandTest {
  @Test
  void noTwoCommandsShareAKey() {
    List<KeyCombination> keys =
        Arrays.stream(Command.values())
            .map(Command::accelerator)
            .filter(a -> !a.isEmpty())
            .map(KeyCombination::valueOf)
            .toList();
    assertThat(keys).doesNotHaveDuplicates().hasSizeGreaterThan(20);
  }
}
