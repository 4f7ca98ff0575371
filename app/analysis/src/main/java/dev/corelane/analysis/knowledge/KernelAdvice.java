package dev.corelane.analysis.knowledge;

/// What can be said of a switch on a kernel.
///
/// @param topic the switch
/// @param availability whether it is there
/// @param text in a sentence, with what to do instead
public record KernelAdvice(KernelSwitch topic, Availability availability, String text) {
  /// Whether a switch is there.
  public enum Availability {
    /// It exists; a distribution may still have built its kernel without it.
    AVAILABLE,
    /// It does not exist yet in this version.
    NOT_YET,
    /// It existed once.
    GONE,
    /// It exists, but not on this architecture.
    NOT_ON_THIS_ARCHITECTURE,
    /// It is not known for this version or architecture.
    UNKNOWN
  }
}
