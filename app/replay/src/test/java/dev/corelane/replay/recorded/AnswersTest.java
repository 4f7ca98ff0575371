package dev.corelane.replay.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private Answers answers = new Answers();

  @BeforeEach
  void threeThreadsAndTwoAnswersEach() {
    answers = new Answers();
    for (int thread = 0; thread < 3; thread++) {
      answers.add(thread, 2);
    }
  }

  @Test
  void whoAsksIsAnsweredWhateverTheRecordingSays() {
    answers.asked(2);
    answers.asked(0);
    assertThat(answers.wanted()).isTrue();
    assertThat(answers.next(0)).isEqualTo(2);
    assertThat(answers.next(1)).isEqualTo(0);
    assertThat(answers.wanted()).isFalse();
  }

  /// What was recorded for 2 goes to 1 after 2 has got what was recorded for 1.
  @Test
  void whoWasPassedOverGetsWhatIsLeft() {
    answers.asked(2);
    assertThat(answers.next(1)).isEqualTo(2);
    answers.asked(1);
    assertThat(answers.next(2)).isEqualTo(1);
  }

  @Test
  void anAnswerThatComesFirstIsThereWhenTheThreadWaits() {
    answers.asked(1);
    answers.early(answers.next(1));
    assertThat(answers.awaited(1)).isTrue();
    assertThat(answers.awaited(1)).isFalse();
    assertThat(answers.wanted()).isTrue();
  }

  @Test
  void nobodyIsAnsweredMoreOftenThanInTheRecording() {
    for (int i = 0; i < 2; i++) {
      answers.awaited(0);
      answers.next(0);
    }
    answers.awaited(0);
    assertThat(answers.wanted()).isFalse();
  }

  /// Whatever the order of questions, answers recorded in any order are given to the same threads,
  /// as often.
  @Property(tries = 100)
  void everyThreadGetsAsManyAnswersAsInTheRecording(
      @ForAll @Size(60) int[] recorded, @ForAll @Size(60) @IntRange(min = 0, max = 6) int[] order) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int value : recorded) {
      counts.merge(Math.floorMod(value, 7), 1, Integer::sum);
    }
    var loop = new Answers();
    counts.forEach(loop::add);
    Map<Integer, Integer> got = new HashMap<>();
    Set<Integer> waiting = new LinkedHashSet<>();
    for (int i = 0; i < recorded.length; i++) {
      int first = order[i];
      if (waiting.size() < 3 && counts.containsKey(first) && waiting.add(first)) {
        loop.awaited(first);
      }
      for (int thread : counts.keySet()) {
        if (!loop.wanted() && waiting.add(thread)) {
          loop.awaited(thread);
        }
      }
      int answered = loop.next(Math.floorMod(recorded[i], 7));
      waiting.remove(answered);
      got.merge(answered, 1, Integer::sum);
    }
    assertThat(got).isEqualTo(counts);
  }
}
