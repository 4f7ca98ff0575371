package dev.corelane.importers.probes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What tells the version of the traced server.
class PostgresVersionTest {
  @ParameterizedTest
  @CsvSource({
    "/usr/lib/postgresql/17/bin/postgres, 17",
    "/usr/pgsql-12/bin/postgres, 12",
    "/opt/homebrew/opt/postgresql@16/bin/postgres, 16",
    "/usr/lib/postgresql/9.6/bin/postgres, 9",
    "/usr/local/pgsql/bin/postgres, 0",
    "/srv/2026/bin/postgres, 0",
    "/usr/lib/postgresql/17/bin/psql, 0",
    "postgres, 0"
  })
  void thePathOfTheProgram(String path, int major) {
    var version = new PostgresVersion();
    version.program(path);
    assertThat(version.major()).isEqualTo(major);
  }

  @Test
  void namesThatOnlyOldServersUse() {
    var version = new PostgresVersion();
    version.tranche("pg_wait_sampling");
    version.tranche("ProcArray");
    assertThat(version.major()).isZero();
    version.tranche("ProcArrayLock");
    assertThat(version.major()).isEqualTo(12);
  }
}
