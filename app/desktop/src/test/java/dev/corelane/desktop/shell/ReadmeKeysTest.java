package dev.corelane.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.desktop.session.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The table of keys in the README is the one that the program shows.
class ReadmeKeysTest {
  private static final String HEAD = "| what | keys |";

  // Other systems have other names for the keys.
  @EnabledOnOs(OS.LINUX)
  @Test
  void theReadmeNamesTheKeysThatExist() throws IOException {
    List<String> expected = new ArrayList<>();
    for (List<String> gesture : ShortcutSheet.GESTURES) {
      expected.add(row(gesture.getFirst(), gesture.subList(1, gesture.size())));
    }
    for (Command command : Command.values()) {
      if (!ShortcutSheet.keys(command).isEmpty()) {
        expected.add(row(ShortcutSheet.name(command), ShortcutSheet.keys(command)));
      }
    }
    List<String> lines = Files.readAllLines(Path.of("README.md"));
    int head = lines.indexOf(HEAD);
    assertThat(head).as("the line " + HEAD).isNotNegative();
    assertThat(lines.subList(head + 2, lines.size()))
        .startsWith(expected.toArray(String[]::new))
        .element(expected.size())
        .asString()
        .doesNotStartWith("|");
  }

  private static String row(String what, List<String> keys) {
    return "| " + what + " | `" + String.join("` `", keys) + "` |";
  }
}
