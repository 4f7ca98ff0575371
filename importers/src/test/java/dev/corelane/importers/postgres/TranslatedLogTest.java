package dev.corelane.importers.postgres;

import static dev.corelane.importers.postgres.PostgresFiles.marks;
import static dev.corelane.importers.postgres.PostgresFiles.open;
import static dev.corelane.importers.postgres.PostgresFiles.spans;
import static dev.corelane.importers.postgres.PostgresFiles.waits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Logs of servers with another `lc_messages` than English.
class TranslatedLogTest {
  private static final String GERMAN =
      """
      2026-11-21 09:00:04.000 UTC [21] LOG:  Prozess 21 wartet immer noch auf ShareLock-Sperre auf Transaktion 887 nach 1000,125 ms
      2026-11-21 09:00:04.000 UTC [21] DETAIL:  Process holding the lock: 20. Wait queue: 21.
      2026-11-21 09:00:04.000 UTC [21] ZUSAMMENHANG:  beim Aktualisieren von Tupel (0,1) in Relation »t«
      2026-11-21 09:00:04.000 UTC [21] ANWEISUNG:  UPDATE t
      \tSET a = 1
      2026-11-21 09:00:05.000 UTC [21] LOG:  Prozess 21 erlangte ShareLock-Sperre auf Transaktion 887 nach 2000,250 ms
      2026-11-21 09:00:05.500 UTC [21] LOG:  Dauer: 500.500 ms  Anweisung: SELECT *
      \tFROM t WHERE id = 7;
      2026-11-21 09:00:06.000 UTC [22] FEHLER:  Verklemmung (Deadlock) entdeckt
      2026-11-21 09:00:06.000 UTC [22] DETAIL:  Prozess 22 wartet auf ExclusiveLock-Sperre auf Tupel (0, 1) von Relation 16384 von Datenbank 5; blockiert von Prozess 20.
      \tProzess 20 wartet auf ShareLock-Sperre auf Transaktion 9; blockiert von Prozess 22.
      2026-11-21 09:00:06.000 UTC [22] TIPP:  Einzelheiten zur Anfrage finden Sie im Serverlog.
      """;

  private static final String FRENCH =
      """
      2026-11-21 09:00:04.000 UTC [21] LOG:  le processus 21 est toujours en attente de ShareLock sur transaction 887 après 1000.125 ms
      2026-11-21 09:00:04.000 UTC [21] DÉTAIL:  Process holding the lock: 20. Wait queue: 21.
      2026-11-21 09:00:04.000 UTC [21] INSTRUCTION :  UPDATE t
      2026-11-21 09:00:05.000 UTC [21] LOG:  le processus 21 a acquis ShareLock sur transaction 887 après 2000.250 ms
      2026-11-21 09:00:05.500 UTC [21] LOG:  durée : 500.500 ms, instruction : SELECT *
      \tFROM t WHERE id = 7;
      2026-11-21 09:00:06.000 UTC [22] ERREUR:  interblocage (deadlock) détecté
      2026-11-21 09:00:06.000 UTC [22] DÉTAIL:  Le processus 22 attend ExclusiveLock sur ligne (0,1) de la relation 16384 de la base de données 5 ; bloqué par le processus 20.
      \tLe processus 20 attend ShareLock sur transaction 9 ; bloqué par le processus 22.
      2026-11-21 09:00:06.000 UTC [22] ASTUCE :  Voir les journaux applicatifs du serveur pour les détails.
      """;

  private static final String CSV =
      """
      2026-11-21 09:00:04.000 UTC,,,21,,x,1,,2026-11-21 09:00:00 UTC,,0,LOG,00000,"Prozess 21 wartet immer noch auf ShareLock-Sperre auf Transaktion 887 nach 1000,125 ms","Process holding the lock: 20. Wait queue: 21.",,,,,,,,
      2026-11-21 09:00:05.000 UTC,,,21,,x,2,,2026-11-21 09:00:00 UTC,,0,LOG,00000,"Prozess 21 erlangte ShareLock-Sperre auf Transaktion 887 nach 2000,250 ms",,,,,,,,,
      2026-11-21 09:00:05.500 UTC,,,21,,x,3,,2026-11-21 09:00:00 UTC,,0,LOG,00000,"Dauer: 500.500 ms  Anweisung: SELECT *
      FROM t WHERE id = 7;",,,,,,,,,
      2026-11-21 09:00:06.000 UTC,,,22,,x,1,,2026-11-21 09:00:00 UTC,,0,FEHLER,40P01,"Verklemmung (Deadlock) entdeckt","Prozess 22 wartet auf ExclusiveLock-Sperre auf Tupel (0, 1) von Relation 16384 von Datenbank 5; blockiert von Prozess 20.
      Prozess 20 wartet auf ShareLock-Sperre auf Transaktion 9; blockiert von Prozess 22.",,,,,,,,
      """;

  private static final String JSON =
      """
      {"timestamp":"2026-11-21 09:00:04.000 UTC","pid":21,"error_severity":"LOG","message":"Prozess 21 wartet immer noch auf ShareLock-Sperre auf Transaktion 887 nach 1000,125 ms","detail":"Process holding the lock: 20. Wait queue: 21."}
      {"timestamp":"2026-11-21 09:00:05.000 UTC","pid":21,"error_severity":"LOG","message":"Prozess 21 erlangte ShareLock-Sperre auf Transaktion 887 nach 2000,250 ms"}
      {"timestamp":"2026-11-21 09:00:05.500 UTC","pid":21,"error_severity":"LOG","message":"Dauer: 500.500 ms  Anweisung: SELECT *\\n FROM t WHERE id = 7;"}
      {"timestamp":"2026-11-21 09:00:06.000 UTC","pid":22,"error_severity":"FEHLER","message":"Verklemmung (Deadlock) entdeckt","detail":"Prozess 22 wartet auf ExclusiveLock-Sperre auf Tupel (0, 1) von Relation 16384 von Datenbank 5; blockiert von Prozess 20.\\nProzess 20 wartet auf ShareLock-Sperre auf Transaktion 9; blockiert von Prozess 22."}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {GERMAN, FRENCH, CSV, JSON})
  void aTranslatedLogTellsTheSame(String log) throws IOException {
    try (Timeline timeline = open(folder, "unknown", log)) {
      assertThat(timeline.problems()).isEmpty();
      assertThat(waits(timeline))
          .containsExactly(
              "09:00:02.999750Z 09:00:05Z 21 SHARE on transaction 887 after 20 acquired DERIVED");
      assertThat(spans(timeline))
          .containsExactly(
              "09:00:04.999500Z 09:00:05.500Z 21 query 'SELECT * FROM t WHERE id = ?' DERIVED");
      assertThat(marks(timeline))
          .containsExactly(
              "09:00:06Z 22 deadlock deadlock: 22 waits for 20 (ExclusiveLock on tuple (0,1) of"
                  + " relation 16384 of database 5), 20 waits for 22 (ShareLock on transaction"
                  + " 9)");
    }
  }

  @Test
  void aLogInALanguageOfWhichOnlyTheWordsAreKnownSaysSo() throws IOException {
    String head = "2026-11-21 09:00:04.000 UTC [21] ";
    String log =
        head
            + "СООБЩЕНИЕ:  процесс 21 получил в режиме ShareLock блокировку \"транзакция 9\" через"
            + " 1000.125 мс\n"
            + head
            + "ОШИБКА:  деление на ноль\n"
            + head
            + "ОПЕРАТОР:  SELECT 1/0\n";
    try (Timeline timeline = open(folder, "unknown", log)) {
      assertThat(Traces.problems(timeline)).isEqualTo("postgres.other-language=1");
      assertThat(marks(timeline)).hasSize(2).last().asString().contains("ERROR: деление на ноль");
    }
  }
}
