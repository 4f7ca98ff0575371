package dev.corelane.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.desktop.session.DeepLink;
import dev.corelane.desktop.session.ThemeChoice;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DesktopArgumentsTest {
  @Test
  void readsFilesAndOptionsInAnyOrder() {
    DesktopArguments arguments =
        DesktopArguments.parse(
            List.of("open", "a.data", "--theme", "dark", "--frame-meter", "b.data"));
    assertThat(arguments.files()).containsExactly(Path.of("a.data"), Path.of("b.data"));
    assertThat(arguments.theme()).contains(ThemeChoice.DARK);
    assertThat(arguments.frameMeter()).isTrue();
    assertThat(DesktopArguments.parse(List.of("--theme=light")).theme())
        .contains(ThemeChoice.LIGHT);
    assertThat(DesktopArguments.parse(List.of("--sample", "spin")).sample()).contains("spin");
    assertThat(DesktopArguments.parse(List.of("x", "--at", "2ms..3ms", "--select=WAL")).link())
        .isEqualTo(new DeepLink("2ms..3ms", "WAL"));
    assertThat(DesktopArguments.parse(List.of())).isEqualTo(DesktopArguments.NONE);
  }

  @Test
  void filesMayHaveAwkwardNames() {
    assertThat(DesktopArguments.parse(List.of("x", "open", "--", "--theme")).files())
        .containsExactly(Path.of("x"), Path.of("open"), Path.of("--theme"));
  }

  @Test
  void comparesUpToFour() {
    assertThat(DesktopArguments.parse(List.of("a", "--compare", "b", "--compare=c")).compare())
        .containsExactly("b", "c");
    assertThatThrownBy(() -> DesktopArguments.parse(List.of("--compare", "b")))
        .hasMessage("--compare needs something to compare with: a FILE or --sample ID.");
    List<String> many = List.of("a", "--compare=b", "--compare=c", "--compare=d", "--compare=e");
    assertThatThrownBy(() -> DesktopArguments.parse(many))
        .hasMessage("At most four recordings can be compared.");
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> DesktopArguments.parse(List.of("--theme")))
        .hasMessage("--theme needs a value.");
    assertThatThrownBy(() -> DesktopArguments.parse(List.of("--theme", "pink")))
        .hasMessage("--theme must be light, dark or system, not pink.");
    assertThatThrownBy(() -> DesktopArguments.parse(List.of("--frame-metre")))
        .hasMessage("Unknown option --frame-metre.");
  }
}
