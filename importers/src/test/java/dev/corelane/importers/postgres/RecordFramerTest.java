package dev.corelane.importers.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecordFramerTest {
  private static MemorySegment bytes(String text) {
    return MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8));
  }

  /// `LINE:TEXT`, with `!` behind the line of a damaged record.
  private static List<String> records(String text) {
    var framer = new RecordFramer(bytes(text), true, ',');
    List<String> found = new ArrayList<>();
    while (framer.next()) {
      found.add(framer.line() + (framer.damaged() ? "!:" : ":") + framer.text());
    }
    return found;
  }

  @Test
  void quotedLineEndsBelongToTheRecord() {
    assertThat(records("a,b\r\n\"x\ny\",\"\"\"q\"\"\"\n\nlast"))
        .containsExactly("1:a,b", "2:\"x\ny\",\"\"\"q\"\"\"", "4:", "5:last");
  }

  @Test
  void delimitersBetweenFieldsAreToldAndThoseInQuotesAreNot() {
    String text = "a,\"b,\"\"c\n,\"\r,,d\nno delimiter\n";
    var framer = new RecordFramer(bytes(text), true, ',');
    assertThat(framer.next()).isTrue();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < framer.delimiterCount(); i++) {
      places.add(framer.delimiter(i) - framer.start());
    }
    assertThat(places).containsExactly(1, 12, 13);
    assertThat(framer.next()).isTrue();
    assertThat(framer.delimiterCount()).isZero();
  }

  @Test
  void delimitersBeyondTheMostAreNotKept() {
    var framer = new RecordFramer(bytes(",".repeat(10_000)), true, ',');
    assertThat(framer.next()).isTrue();
    assertThat(framer.delimiterCount()).isEqualTo(RecordFramer.MOST_DELIMITERS);
    assertThat(framer.damaged()).isFalse();
  }

  @Test
  void aQuoteThatIsNeverClosedCostsOneLine() {
    assertThat(records("a,b\nc,\"d\ne,f\n")).containsExactly("1:a,b", "2!:c,\"d", "3:e,f");
  }

  @Test
  void aQuoteInTheMiddleOfNothingCostsOneLine() {
    assertThat(records("\"a\"x,b\nc,d")).containsExactly("1!:\"a\"x,b", "2:c,d");
  }

  @Test
  void recordsThatAreLongerThanTheWindowAreWhole() {
    String record = "a,\"" + "x\n".repeat(400_000) + "\"";
    var framer = new RecordFramer(bytes(record + "\nb,c\n"), true, ',');
    assertThat(framer.next()).isTrue();
    assertThat(framer.damaged()).isFalse();
    assertThat(framer.text()).isEqualTo(record);
    assertThat(framer.next()).isTrue();
    assertThat(framer.line()).isEqualTo(400_002);
    assertThat(framer.text()).isEqualTo("b,c");
    assertThat(framer.next()).isFalse();
  }

  @Test
  void aLineThatIsTooLongIsDamagedAndBounded() {
    String line = "x".repeat(RecordFramer.LONGEST + 100);
    var framer = RecordFramer.lines(bytes(line + "\nnext\n"));
    assertThat(framer.next()).isTrue();
    assertThat(framer.damaged()).isTrue();
    assertThat(framer.end() - framer.start()).isEqualTo(RecordFramer.LONGEST);
    assertThat(framer.next()).isTrue();
    assertThat(framer.damaged()).isTrue();
    assertThat(framer.next()).isTrue();
    assertThat(framer.damaged()).isFalse();
    assertThat(framer.text()).isEqualTo("next");
    assertThat(framer.line()).isEqualTo(2);
  }

  @Property
  void anyQuotedValuesComeBackAsOneRecord(
      @ForAll @Size(min = 1, max = 8) List<@CharRange(from = ' ', to = '~') String> values,
      @ForAll boolean lineEnds) {
    List<String> quoted = new ArrayList<>();
    for (String value : values) {
      quoted.add('"' + (lineEnds ? value + "\n" : value).replace("\"", "\"\"") + '"');
    }
    String record = String.join(",", quoted);
    var framer = new RecordFramer(bytes(record + "\nend\n"), true, ',');
    assertThat(framer.next()).isTrue();
    assertThat(framer.damaged()).isFalse();
    assertThat(framer.text()).isEqualTo(record);
    assertThat(framer.next()).isTrue();
    assertThat(framer.text()).isEqualTo("end");
  }

  @Property
  void anyTextIsCutWithoutLoss(@ForAll @CharRange(from = '\n', to = '~') String text) {
    var framer = new RecordFramer(bytes(text), true, ',');
    long last = -1;
    int length = 0;
    while (framer.next()) {
      assertThat(framer.offset()).isGreaterThan(last);
      last = framer.offset();
      length = Math.toIntExact(framer.offset()) + framer.end() - framer.start();
    }
    assertThat(text.substring(Math.min(length, text.length())).strip()).isEmpty();
  }
}
