package dev.corelane.importers.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.agrona.collections.Int2ObjectHashMap;

/// What servers write in other languages than English (`lc_messages`), brought back to English:
/// severities, parts of messages, and the messages that make facts.
///
/// A template holds the printf conversions of the message; a translation may number them, for it
/// may have them in another order (`%2$u`).
final class LogTranslations {
  private static final String RESOURCE = "log-messages.txt";
  private static final Pattern CONVERSION = Pattern.compile("%(?:(\\d)\\$)?(?:0?3?l?[du]|s)");

  private static final Map<String, String> WORDS = new HashMap<>();
  private static final Int2ObjectHashMap<List<Template>> MESSAGES = new Int2ObjectHashMap<>();

  /// A message of some language.
  ///
  /// @param translated matches it whole
  /// @param order which argument of the English message each group is
  /// @param english the English template
  private record Template(Pattern translated, List<Integer> order, String english) {}

  static {
    try (InputStream in = LogTranslations.class.getResourceAsStream(RESOURCE)) {
      String text =
          new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
        String[] columns = line.split("\t");
        add(columns[0], columns[1]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LogTranslations() {}

  private static void add(String english, String translation) {
    if (LinePrefix.isWord(english)) {
      WORDS.put(translation, english);
      return;
    }
    var pattern = new StringBuilder();
    List<Integer> order = new ArrayList<>();
    Matcher conversion = CONVERSION.matcher(translation);
    int from = 0;
    while (conversion.find()) {
      literal(pattern, translation.substring(from, conversion.start()));
      boolean text = conversion.group().endsWith("s");
      boolean last = conversion.end() == translation.length();
      pattern.append(!text ? "(\\d{1,10})" : last ? "(.*)" : "(.{0,300}?)");
      order.add(conversion.group(1) == null ? order.size() : conversion.group(1).charAt(0) - '1');
      from = conversion.end();
    }
    literal(pattern, translation.substring(from));
    MESSAGES
        .computeIfAbsent(key(translation), key -> new ArrayList<>())
        .add(new Template(Pattern.compile(pattern.toString(), Pattern.DOTALL), order, english));
  }

  private static void literal(StringBuilder pattern, String text) {
    if (!text.isEmpty()) {
      pattern.append(Pattern.quote(text.replace("\\n", "\n")));
    }
  }

  /// @return the words of all languages, as a pattern that prefers the longest
  static String words() {
    return WORDS.keySet().stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .map(Pattern::quote)
        .collect(Collectors.joining("|"));
  }

  /// @param word severity or part of a message in any language
  /// @return the English one; a word that is not known as it is
  static String word(String word) {
    return WORDS.getOrDefault(word, word);
  }

  /// Brings a message to English, and what it quotes of another one.
  ///
  /// @param text a message in any language
  /// @return the same in English; a message that is not known as it is
  static String english(String text) {
    if (text.length() < 2 || text.startsWith(LogFacts.DURATION)) {
      return text;
    }
    List<Template> templates = MESSAGES.get(key(text));
    if (templates == null) {
      return text;
    }
    for (Template template : templates) {
      Matcher matcher = template.translated().matcher(text);
      if (matcher.matches()) {
        return filled(template, matcher);
      }
    }
    return text;
  }

  /// The first two characters: nearly all messages of English logs have others.
  private static int key(String text) {
    return text.charAt(0) << Character.SIZE | text.charAt(1);
  }

  private static String filled(Template template, Matcher matcher) {
    String[] arguments = new String[template.order().size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[template.order().get(i)] = english(matcher.group(i + 1));
    }
    Matcher conversion = CONVERSION.matcher(template.english());
    int[] next = {0};
    return conversion.replaceAll(c -> Matcher.quoteReplacement(arguments[next[0]++]));
  }
}
