package dev.corelane.importers.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELECT 1;|SELECT ?",
        "UPDATE t1 SET c2 = 'it''s', d = -1.5e3|UPDATE t1 SET c2 = ?, d = -?",
        "INSERT INTO pgbench_history VALUES ($1, 42)|INSERT INTO pgbench_history VALUES ($1, ?)",
        "SELECT /* note */ a  -- more|SELECT a",
        "SELECT 'never closed|SELECT ?",
        "END;|END",
      })
  void literalsGo(String statement, String wanted) {
    assertThat(new QueryText().classOf(statement, 0)).isEqualTo(wanted);
  }

  @Property
  void isBoundedForAnyText(@ForAll String text) {
    assertThat(new QueryText().classOf(text + " ".repeat(5) + text.repeat(50), 0))
        .hasSizeLessThanOrEqualTo(161);
  }
}
