package dev.corelane.importers.postgres;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Coverage-guided fuzzing of all importers of this package.
@Tag("fuzz")
class PostgresFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void anyBytes(byte[] bytes) {
    PostgresFuzz.importAnyBytes(bytes);
  }
}
