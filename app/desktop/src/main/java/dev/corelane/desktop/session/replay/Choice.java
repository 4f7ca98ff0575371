package dev.corelane.desktop.session.replay;

import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// One of the things that can be held against each other: a preemption model, a policy, or a case
/// of a guided scenario with settings of its own.
public final class Choice {
  private final String name;
  private final String variant;
  private final Map<String, Double> settings;
  private final String about;
  private final BooleanProperty selected;
  private final ReadOnlyObjectWrapper<List<String>> hypothetical =
      new ReadOnlyObjectWrapper<>(List.of());

  Choice(
      String name, String variant, Map<String, Double> settings, String about, boolean selected) {
    this.name = name;
    this.variant = variant;
    this.settings = Map.copyOf(settings);
    this.about = about;
    this.selected = new SimpleBooleanProperty(selected);
  }

  /// @return what it is called
  public String name() {
    return name;
  }

  /// @return name of the preemption model or policy
  public String variant() {
    return variant;
  }

  /// @return values of parameters that belong to it
  public Map<String, Double> settings() {
    return settings;
  }

  /// @return what it is, "" if the name says it
  public String about() {
    return about;
  }

  /// @return whether it is run
  public BooleanProperty selected() {
    return selected;
  }

  /// @return why no such kernel can be had, a sentence each; none if it can
  public ReadOnlyObjectProperty<List<String>> hypothetical() {
    return hypothetical.getReadOnlyProperty();
  }

  void hypothetical(List<String> sentences) {
    hypothetical.set(List.copyOf(sentences));
  }
}
