import com.google.googlejavaformat.java.Formatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Checks (`check`) or rewrites (`write`) every Java source below a folder with google-java-format.
/// Run by the root pom; a single source file, so that it needs no module of its own.
public final class Format {
  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("write");
    Path root = Path.of(args[1]);
    var formatter = new Formatter();
    List<Path> different = new ArrayList<>();
    for (Path file : sources(root)) {
      String before = Files.readString(file);
      String after = formatter.formatSourceAndFixImports(before);
      if (!before.equals(after)) {
        different.add(root.relativize(file));
        if (write) {
          Files.writeString(file, after);
        }
      }
    }
    if (!different.isEmpty() && !write) {
      System.err.println("Not in the project's format (mvn -N validate -Pformat rewrites them):");
      different.forEach(f -> System.err.println("  " + f));
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .filter(f -> !f.toString().contains("/target/") && !f.toString().contains("\\target\\"))
          .sorted()
          .toList();
    }
  }
}
