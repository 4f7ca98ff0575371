package dev.corelane.desktop.session;

import static dev.corelane.desktop.session.TestTimelines.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.view.Bookmark;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookmarksTest {
  private static final String KEY = "0123";

  @TempDir Path folder;

  @Test
  void oneMarksTheMomentThatIsPointedAtAndGoesFromOneToTheNext() {
    try (Timeline timeline = TestTimelines.small()) {
      TraceModel trace = model(timeline);
      trace.view().select(new SliceRef(0, 1));
      Bookmark new1 = trace.bookmarkHere();
      assertThat(new1).as("the begin of what is selected").isEqualTo(at(101, ""));
      trace.bookmarks().put(new1.timeNs(), " bob takes over ");
      trace.bookmarks().put(108 * MS, "");
      assertThat(trace.bookmarkHere()).as("the one there").isEqualTo(at(101, "bob takes over"));
      assertThat(trace.view().state().get().overlay().bookmarks())
          .as("and they are drawn")
          .containsExactly(at(101, "bob takes over"), at(108, ""));

      trace.view().clearSelection();
      trace.view().zoom(4);
      trace.goToBookmark(1);
      assertThat(trace.bookmarkHere()).isEqualTo(at(108, ""));
      trace.goToBookmark(-1);
      assertThat(trace.bookmarkHere()).isEqualTo(at(101, "bob takes over"));
      trace.bookmarks().remove(101 * MS);
      assertThat(trace.bookmarks().all().get()).containsExactly(at(108, ""));
      trace.view().fit();
      double x = trace.view().geometry().get().ruler().x() + trace.view().scale().toPx(108 * MS);
      trace.bookmarks().put(108 * MS, "slow");
      trace.view().pointAt(x + 2, trace.view().geometry().get().ruler().y() + 5);
      assertThat(trace.hoverLine().get()).endsWith("bookmark: slow");
    }
  }

  @Test
  void theyAreFoundBySearch() {
    try (Timeline timeline = TestTimelines.small()) {
      TraceModel trace = model(timeline);
      trace.bookmarks().put(103 * MS, "Checkpoint starts");
      var found = new SearchModel(trace.view()).find("checkp");
      assertThat(found)
          .containsExactly(
              new SearchModel.Result.OfTime(
                  103 * MS, "Checkpoint starts", "bookmark at 3\u00a0ms"));
    }
  }

  @Test
  void theyAreKeptWithTheRecordingAndForgottenWithTheLastOne() throws IOException {
    var store = new BookmarkStore(folder.resolve("bookmarks"));
    assertThat(store.load(KEY)).isEmpty();
    List<Bookmark> all = List.of(at(101, "Gr\u00f6\u00dfe = 3: \u2192 #1"), at(102, ""));
    assertThat(store.save(KEY, all)).isTrue();
    assertThat(store.load(KEY)).isEqualTo(all);
    assertThat(store.load("4567")).as("another recording").isEmpty();
    store.save(KEY, List.of());
    try (Stream<Path> files = Files.list(folder.resolve("bookmarks"))) {
      assertThat(files).isEmpty();
    }
    Files.writeString(folder.resolve("bookmarks").resolve(KEY + ".properties"), "0.time=x\\u12");
    assertThat(store.load(KEY)).isEmpty();
  }

  @Test
  void aRecordingIsKnownByItsFilesWhereverTheyAre() {
    try (Timeline here = TestTimelines.activity();
        Timeline made = TestTimelines.small()) {
      assertThat(BookmarkStore.key(here)).isPresent();
      assertThat(BookmarkStore.key(made)).as("of no file").isEmpty();
    }
  }

  @Test
  void openingBringsThemBack() {
    var threads = new ManualThreads();
    for (int run = 0; run < 2; run++) {
      var app =
          new AppModel(
              new SettingsStore(folder.resolve("settings")),
              new TestSamples(),
              (files, monitor) -> TestTimelines.activity(),
              Runnable::run);
      var window = new WindowModel(app, threads.threads());
      window.open(new OpenRequest.Files(List.of(folder)));
      threads.runAll();
      Bookmarks bookmarks = window.trace().get().bookmarks();
      if (run == 0) {
        bookmarks.put(40 * MS, "faster from here on");
      } else {
        assertThat(bookmarks.all().get()).containsExactly(at(40, "faster from here on"));
      }
      window.close();
      threads.runAll();
    }
  }

  private static TraceModel model(Timeline timeline) {
    var shared = new SharedTrace("small", TraceDigest.of(timeline));
    var trace = new TraceModel(shared, () -> 0, WaitEventLibrary.load());
    trace.view().resize(1132, 500);
    return trace;
  }

  private static Bookmark at(long ms, String note) {
    return new Bookmark(ms * MS, note);
  }
}
