package dev.corelane.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path folder;

  @Test
  void lastFromOneStartToTheNext() {
    Path file = folder.resolve("deep").resolve("down").resolve("settings");
    Settings settings =
        new Settings(
            ThemeChoice.DARK,
            ColorChoice.PROCESS,
            TimeChoice.UTC,
            false,
            false,
            RecentTraces.NONE
                .with(List.of(folder.resolve("a=b: \u00e9.data")))
                .with(List.of(folder.resolve("x"), folder.resolve("y"))),
            Optional.of(folder),
            new WindowPlace(900, 700, true));
    assertThat(new SettingsStore(file).save(settings)).isTrue();
    assertThat(new SettingsStore(file).load()).isEqualTo(settings);
  }

  @Test
  void areTheDefaultsWhenTheFileIsMissingOrDamaged() throws IOException {
    Path file = folder.resolve("settings");
    assertThat(new SettingsStore(file).load()).isEqualTo(Settings.DEFAULT);
    Files.writeString(file, "theme=purple\ncolors=loud\ntimes=9\nwindow.width=-3\nlegend=\\u12");
    assertThat(new SettingsStore(file).load()).isEqualTo(Settings.DEFAULT);
    Files.writeString(
        file, "theme=purple\ncolors=loud\ntimes=9\nwindow.width=-3\nwindow.height=1e99\n");
    assertThat(new SettingsStore(file).load()).isEqualTo(Settings.DEFAULT);
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThat(new SettingsStore(file).load()).isEqualTo(Settings.DEFAULT);
  }

  @Test
  void aPlaceThatCannotBeWrittenToDoesNoHarm() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(new SettingsStore(file.resolve("settings")).save(Settings.DEFAULT)).isFalse();
  }

  @Test
  void areSavedWheneverOneChanges() {
    SettingsStore store = new SettingsStore(folder.resolve("settings"));
    AppModel app =
        new AppModel(store, new TestSamples(), (f, m) -> TestTimelines.small(), Runnable::run);
    app.theme().set(ThemeChoice.LIGHT);
    assertThat(store.load().theme()).isEqualTo(ThemeChoice.LIGHT);
    app.theme().set(ThemeChoice.DARK);
    app.legend().set(false);
    app.colors().set(ColorChoice.TASK);
    app.times().set(TimeChoice.LOCAL);
    app.opened(List.of(folder.resolve("a")));
    app.closed(new WindowPlace(1000, 600, false));
    Settings saved = store.load();
    assertThat(saved.theme()).isEqualTo(ThemeChoice.DARK);
    assertThat(saved.legend()).isFalse();
    assertThat(saved.colors()).isEqualTo(ColorChoice.TASK);
    assertThat(saved.times()).isEqualTo(TimeChoice.LOCAL);
    assertThat(saved.recent().entries()).hasSize(1);
    assertThat(saved.folder()).contains(folder.toAbsolutePath());
    assertThat(saved.window().width()).isEqualTo(1000);
    app.clearRecent();
    assertThat(store.load().recent()).isEqualTo(RecentTraces.NONE);
  }

  @Test
  void recentTracesMoveToTheFrontAndAreLimited() {
    RecentTraces recent = RecentTraces.NONE;
    for (int i : IntStream.range(0, 20).toArray()) {
      recent = recent.with(List.of(folder.resolve("f" + i)));
    }
    assertThat(recent.entries()).hasSize(RecentTraces.MOST);
    recent = recent.with(List.of(folder.resolve("f15")));
    assertThat(recent.entries()).hasSize(RecentTraces.MOST).doesNotHaveDuplicates();
    assertThat(recent.entries().getFirst()).containsExactly(folder.resolve("f15"));
    assertThat(recent.without(List.of(folder.resolve("f15"))).entries())
        .hasSize(RecentTraces.MOST - 1);
  }

  @Test
  void foldersFollowTheCustomsOfTheSystem() {
    Path home = folder.resolve("home");
    String other = folder.resolve("other").toString();
    assertThat(Folders.of("Linux", home, Map.of()))
        .isEqualTo(new Folders(home.resolve(".config/corelane"), home.resolve(".cache/corelane")));
    assertThat(Folders.of("Linux", home, Map.of("XDG_CONFIG_HOME", other)).settings())
        .isEqualTo(Path.of(other, "corelane"));
    assertThat(Folders.of("Linux", home, Map.of("XDG_CONFIG_HOME", "relative")).settings())
        .isEqualTo(home.resolve(".config/corelane"));
    assertThat(Folders.of("Mac OS X", home, Map.of()).settings())
        .isEqualTo(home.resolve("Library/Application Support/corelane"));
    assertThat(Folders.of("Windows 11", home, Map.of("APPDATA", other)).settings())
        .isEqualTo(Path.of(other, "corelane"));
  }
}
