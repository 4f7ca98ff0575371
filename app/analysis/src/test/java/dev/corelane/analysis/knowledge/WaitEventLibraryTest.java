package dev.corelane.analysis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitEventLibraryTest {
  private static final Set<String> TYPES =
      Set.of("LWLock", "Lock", "IPC", "IO", "Timeout", "Client", "BufferPin");

  private final WaitEventLibrary library = WaitEventLibrary.load();

  @Test
  void everyEntryIsWhole() {
    assertThat(library.all()).hasSizeGreaterThan(70);
    for (WaitEventKnowledge event : library.all()) {
      String name = event.type() + ':' + event.name();
      assertThat(TYPES).as(name).contains(event.type());
      assertThat(event.meaning()).as(name).isNotEmpty();
      assertThat(event.causes()).as(name).isNotEmpty();
      assertThat(event.lookAt()).as(name).isNotEmpty();
      assertThat(event.remedies()).as(name).isNotEmpty();
      assertThat(event.sources()).as(name).isNotEmpty().doesNotHaveDuplicates();
      assertThat(event.since()).as(name).isLessThanOrEqualTo(event.until());
    }
  }

  @Test
  void everyVersionHasAMeaningAndNoOtherVersionsExist() {
    for (WaitEventKnowledge event : library.all()) {
      for (int major = 9; major <= 19; major++) {
        if (event.existsIn(major)) {
          assertThat(event.in(major).meaning()).as(event.name() + " in " + major).isNotEmpty();
        }
      }
      for (List<VersionedText> texts :
          List.of(
              event.oldNames(),
              event.meaning(),
              event.causes(),
              event.lookAt(),
              event.remedies())) {
        for (VersionedText text : texts) {
          assertThat(text.since()).as(text.text()).isBetween(0, 19);
          assertThat(text.until()).as(text.text()).isGreaterThanOrEqualTo(text.since());
        }
      }
    }
  }

  @Test
  void multiXactBuffersCanBeRaisedSince17() {
    WaitEventKnowledge event = library.find("LWLock", "MultiXactOffsetSLRU").orElseThrow();
    assertThat(texts(event.in(16).remedies()))
        .noneMatch(t -> t.contains("multixact_offset_buffers"));
    assertThat(texts(event.in(17).remedies()))
        .anyMatch(t -> t.contains("multixact_offset_buffers"));
    assertThat(texts(event.in(12).lookAt())).noneMatch(t -> t.contains("pg_stat_slru"));
    assertThat(texts(event.in(13).lookAt())).anyMatch(t -> t.contains("pg_stat_slru"));
    assertThat(texts(event.oldNames())).containsExactly("MultiXactOffsetControlLock");
    assertThat(event.backed()).isTrue();
  }

  @Test
  void anUnknownVersionIsToldEverything() {
    WaitEventKnowledge event = library.find("LWLock", "MultiXactOffsetSLRU").orElseThrow();
    assertThat(event.in(0)).isEqualTo(event);
  }

  @Test
  void eventsThatCameAndWent() {
    assertThat(library.find("LWLock", "BufferContent").orElseThrow().existsIn(19)).isFalse();
    assertThat(library.find("LWLock", "BufferIO").orElseThrow().existsIn(14)).isFalse();
    assertThat(library.find("IPC", "BufferIo").orElseThrow().existsIn(14)).isTrue();
    assertThat(library.find("Timeout", "SpinDelay").orElseThrow().existsIn(15)).isFalse();
    assertThat(library.find("IPC", "MultixactCreation").orElseThrow().existsIn(16)).isFalse();
  }

  @Test
  void theFreeListIsNoCauseIn19() {
    WaitEventKnowledge event = library.find("Timeout", "SpinDelay").orElseThrow();
    assertThat(texts(event.in(18).remedies())).anyMatch(t -> t.contains("version 19"));
    assertThat(texts(event.in(19).remedies())).noneMatch(t -> t.contains("version 19"));
  }

  @Test
  void whatIsOnlyExperienceIsMarked() {
    assertThat(library.find("LWLock", "MultiXactGen").orElseThrow().backed()).isFalse();
  }

  @Test
  void unknownEventsAreNotFound() {
    assertThat(library.find("LWLock", "Nonsense")).isEmpty();
    assertThat(library.find("Lock", "MultiXactGen")).isEmpty();
  }

  @Test
  void versionsInWords() {
    assertThat(new VersionedText("x", 17, Integer.MAX_VALUE).versions()).isEqualTo("17 and newer");
    assertThat(new VersionedText("x", 0, 12).versions()).isEqualTo("until 12");
    assertThat(new VersionedText("x", 13, 16).versions()).isEqualTo("13 to 16");
    assertThat(new VersionedText("x", 0, Integer.MAX_VALUE).versions()).isEmpty();
  }

  @Test
  void aWrongLineIsNamed() {
    assertThatThrownBy(() -> WaitEventLibrary.parse("source W  x\nLock:tuple\n  wrong y\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("wrong");
    assertThatThrownBy(() -> WaitEventLibrary.parse("Lock:tuple\n  from Q\n"))
        .hasMessageContaining("no source Q");
    assertThatThrownBy(() -> WaitEventLibrary.parse("Lock:tuple\n  is x\nLock:tuple\n"))
        .hasMessageContaining("stands twice");
    assertThatThrownBy(() -> WaitEventLibrary.parse("  is x\n")).hasMessageContaining("line 1");
  }

  private static List<String> texts(List<VersionedText> texts) {
    return texts.stream().map(VersionedText::text).toList();
  }
}
