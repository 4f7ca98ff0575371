package dev.corelane.integration.project;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Reads the modules of a reactor from its poms, and what the build made of them.
final class PomReader {
  private static final String GROUP = "dev.corelane";

  private final Path root;
  private final List<MavenModule> modules = new ArrayList<>();

  PomReader(Path root) {
    this.root = root;
  }

  List<MavenModule> modules() throws IOException {
    if (Files.exists(root.resolve("pom.xml"))) {
      read("");
    }
    return List.copyOf(modules);
  }

  private void read(String folder) throws IOException {
    Path home = root.resolve(folder);
    Element pom = parse(home.resolve("pom.xml"));
    List<String> listed = texts(child(pom, "modules"), "module");
    Path classes = home.resolve("target").resolve("classes");
    modules.add(
        new MavenModule(
            folder,
            texts(pom, "artifactId").getFirst(),
            texts(pom, "packaging").contains("pom"),
            dependencies(pom),
            descriptor(classes.resolve("module-info.class")),
            services(classes.resolve("META-INF").resolve("services")),
            classes));
    for (String name : listed) {
      read(folder.isEmpty() ? name : folder + "/" + name);
    }
  }

  private static Element parse(Path pom) throws IOException {
    try (InputStream in = Files.newInputStream(pom)) {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(in)
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(pom + ": " + e.getMessage(), e);
    }
  }

  private static Set<String> dependencies(Element pom) {
    var names = new LinkedHashSet<String>();
    for (Element list : child(pom, "dependencies")) {
      for (Element dependency : child(list, "dependency")) {
        boolean compiledAgainst =
            texts(dependency, "scope").isEmpty() && texts(dependency, "type").isEmpty();
        if (compiledAgainst && texts(dependency, "groupId").contains(GROUP)) {
          names.addAll(texts(dependency, "artifactId"));
        }
      }
    }
    return Set.copyOf(names);
  }

  private static List<Element> child(Element parent, String name) {
    var found = new ArrayList<Element>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static List<String> texts(Element parent, String name) {
    return child(parent, name).stream().map(e -> e.getTextContent().strip()).toList();
  }

  private static List<String> texts(List<Element> parents, String name) {
    return parents.stream().flatMap(parent -> texts(parent, name).stream()).toList();
  }

  private static Optional<ModuleDescriptor> descriptor(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(ModuleDescriptor.read(in));
    }
  }

  private static Map<String, List<String>> services(Path folder) throws IOException {
    var services = new TreeMap<String, List<String>>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          services.put(file.getFileName().toString(), implementations(file));
        }
      }
    }
    return services;
  }

  private static List<String> implementations(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
