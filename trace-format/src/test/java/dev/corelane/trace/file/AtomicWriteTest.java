package dev.corelane.trace.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.task.TaskCancelledException;
import dev.corelane.trace.timeline.RandomTimeline;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineWalk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicWriteTest {
  private static final String LEFTOVER = "a.corelane.0123456789abcdef.tmp";

  @TempDir Path folder;
  private Path file;
  private final RandomTimeline before = new RandomTimeline(1, 100);
  private final RandomTimeline after = new RandomTimeline(2, 200);

  @BeforeEach
  void writeTheOldFile() throws IOException {
    file = folder.resolve("a.corelane");
    TimelineFile.write(before.timeline(), file, ProgressMonitor.NONE);
  }

  @AfterEach
  void close() {
    before.close();
    after.close();
  }

  @Test
  void aWriteReplacesTheOldFileAndNothingElse() throws IOException {
    Timeline open = TimelineFile.open(file);
    TimelineFile.write(after.timeline(), file, ProgressMonitor.NONE);
    assertHolds(file, after);
    assertThat(names(folder)).containsExactly("a.corelane");
    assertThat(TimelineWalk.walk(open))
        .as("what was open stays readable")
        .isEqualTo(TimelineWalk.walk(before.timeline()));
    open.close();
  }

  @Test
  void aWriteCancelledAtAnyMomentLeavesTheOldFile() throws IOException {
    int cancelled = 0;
    while (true) {
      var left = new AtomicInteger(cancelled);
      ProgressMonitor monitor =
          new ProgressMonitor() {
            @Override
            public void progress(long done, long total, String what) {}

            @Override
            public boolean cancelled() {
              return left.getAndDecrement() <= 0;
            }
          };
      try {
        TimelineFile.write(after.timeline(), file, monitor);
        break;
      } catch (TaskCancelledException e) {
        cancelled++;
        assertHolds(file, before);
        assertThat(names(folder)).containsExactly("a.corelane");
      }
    }
    assertThat(cancelled).isGreaterThan(100);
    assertHolds(file, after);
  }

  @Test
  void anInterruptedWriteLeavesTheOldFile() throws IOException {
    Thread.currentThread().interrupt();
    Throwable thrown =
        catchThrowable(() -> TimelineFile.write(after.timeline(), file, ProgressMonitor.NONE));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(thrown)
        .isInstanceOf(TimelineFileException.class)
        .hasMessageEndingWith("a.corelane cannot be written: the thread was interrupted.");
    assertHolds(file, before);
    assertThat(names(folder)).containsExactly("a.corelane");
  }

  @Test
  void whatCannotBeReplacedIsNamed() {
    assertThatExceptionOfType(TimelineFileException.class)
        .isThrownBy(() -> TimelineFile.write(after.timeline(), folder, ProgressMonitor.NONE))
        .withMessageEndingWith("cannot be written: it is not a regular file.");
    Path nowhere = folder.resolve("none").resolve("a.corelane");
    assertThatExceptionOfType(TimelineFileException.class)
        .isThrownBy(() -> TimelineFile.write(after.timeline(), nowhere, ProgressMonitor.NONE))
        .withMessageEndingWith("cannot be written: there is no such file or folder.");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aDeviceIsNotReplaced() {
    Path device = Path.of("/dev/null");
    assertThatExceptionOfType(TimelineFileException.class)
        .isThrownBy(() -> TimelineFile.write(after.timeline(), device, ProgressMonitor.NONE));
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aLinkStaysALink() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path target = elsewhere.resolve("b.corelane");
    Files.move(file, target);
    Files.createSymbolicLink(file, target);
    TimelineFile.write(after.timeline(), file, ProgressMonitor.NONE);
    assertThat(Files.isSymbolicLink(file)).isTrue();
    assertHolds(target, after);
    assertThat(names(elsewhere)).containsExactly("b.corelane");
  }

  @Test
  void leftoversOfTheSameNameAreRemovedAndNothingElse() throws IOException {
    List<String> others =
        List.of(
            "a.corelane.0123456789abcde.tmp",
            "a.corelane.0123456789abcdeg.tmp",
            "a.corelane.tmp",
            "aXcorelane.0123456789abcdef.tmp",
            "b.corelane.0123456789abcdef.tmp");
    for (String other : others) {
      Files.write(folder.resolve(other), new byte[1]);
    }
    Files.write(folder.resolve(LEFTOVER), new byte[1]);
    TimelineFile.write(after.timeline(), file, ProgressMonitor.NONE);
    assertThat(names(folder)).doesNotContain(LEFTOVER).containsAll(others).contains("a.corelane");
  }

  @Test
  void whatIsBeingWrittenIsNoLeftover() throws IOException {
    Path other = folder.resolve(LEFTOVER);
    try (FileChannel channel =
            FileChannel.open(other, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      TimelineFile.write(after.timeline(), file, ProgressMonitor.NONE);
      assertThat(names(folder)).containsExactly("a.corelane", LEFTOVER);
    }
  }

  @Test
  void severalWritersOfOneFileDoNotDisturbEachOther() throws InterruptedException, IOException {
    List<Throwable> failures = new ArrayList<>();
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      RandomTimeline mine = i % 2 == 0 ? before : after;
      writers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int n = 0; n < 20; n++) {
                      Throwable failure =
                          catchThrowable(
                              () ->
                                  TimelineFile.write(mine.timeline(), file, ProgressMonitor.NONE));
                      if (failure != null) {
                        synchronized (failures) {
                          failures.add(failure);
                        }
                      }
                    }
                  }));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(failures).isEmpty();
    assertThat(names(folder)).containsExactly("a.corelane");
    TimelineFile.open(file).close();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aKilledWriterLeavesTheOldFileAndTheNextWriterRemovesItsRemains() throws Exception {
    Process child = ChildWriter.start("", "stall", file, 5000);
    ChildWriter.await(ChildWriter.said(child), "half");
    assertThat(names(folder)).hasSize(2);
    Path elsewhere = folder.resolve("b.corelane");
    TimelineFile.write(after.timeline(), elsewhere, ProgressMonitor.NONE);
    TimelineFile.write(before.timeline(), file, ProgressMonitor.NONE);
    assertThat(names(folder)).as("the other program still writes").hasSize(3);
    child.destroyForcibly();
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertHolds(file, before);
    assertThat(names(folder)).hasSize(3);
    TimelineFile.write(after.timeline(), file, ProgressMonitor.NONE);
    assertHolds(file, after);
    assertThat(names(folder)).containsExactly("a.corelane", "b.corelane");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aWriterToldToEndLeavesNothing() throws Exception {
    Process child = ChildWriter.start("", "stall", file, 5000);
    ChildWriter.await(ChildWriter.said(child), "half");
    child.destroy();
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertHolds(file, before);
    assertThat(names(folder)).containsExactly("a.corelane");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aWriterKilledAtAnyMomentLeavesAWholeFile() throws Exception {
    var random = new java.util.Random(7);
    for (int i = 0; i < 4; i++) {
      Process child = ChildWriter.start("", "repeat", file, 20000);
      ChildWriter.await(ChildWriter.said(child), "written");
      Thread.sleep(random.nextInt(120));
      child.destroyForcibly();
      assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
      TimelineFile.verify(file, ProgressMonitor.NONE);
    }
    TimelineFile.write(after.timeline(), file, ProgressMonitor.NONE);
    assertThat(names(folder)).containsExactly("a.corelane");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aWriterThatMayNotWriteMoreLeavesTheOldFile() throws Exception {
    Process child = ChildWriter.start("ulimit -f 100", "once", file, 20000);
    List<String> said = ChildWriter.said(child).lines().toList();
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).hasSize(2);
    assertThat(said.get(1)).contains("a.corelane cannot be written: ").endsWith(".");
    assertHolds(file, before);
    assertThat(names(folder)).containsExactly("a.corelane");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskLeavesTheOldFile() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()) == 0,
        "only root may mount a small disk");
    try (var large = new RandomTimeline(3, 20000)) {
      Path onDisk = disk.resolve("a.corelane");
      TimelineFile.write(before.timeline(), onDisk, ProgressMonitor.NONE);
      assertThatExceptionOfType(TimelineFileException.class)
          .isThrownBy(() -> TimelineFile.write(large.timeline(), onDisk, ProgressMonitor.NONE))
          .withMessage(onDisk + " cannot be written: No space left on device.");
      assertHolds(onDisk, before);
      assertThat(names(disk)).containsExactly("a.corelane");
    } finally {
      assertThat(run("umount", disk.toString())).isZero();
    }
  }

  private static int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }

  private static void assertHolds(Path file, RandomTimeline expected) throws IOException {
    TimelineFile.verify(file, ProgressMonitor.NONE);
    try (Timeline opened = TimelineFile.open(file)) {
      assertThat(TimelineWalk.walk(opened)).isEqualTo(TimelineWalk.walk(expected.timeline()));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
