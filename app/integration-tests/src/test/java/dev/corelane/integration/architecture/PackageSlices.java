package dev.corelane.integration.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.function.Function;

/// Slices by a name that is computed for every class; classes with an empty one are in no slice.
///
/// @param what what a slice is
/// @param name the slice of a class
record PackageSlices(String what, Function<JavaClass, String> name) implements SliceAssignment {
  @Override
  public SliceIdentifier getIdentifierOf(JavaClass type) {
    String slice = name.apply(type);
    return slice.isEmpty() ? SliceIdentifier.ignore() : SliceIdentifier.of(slice);
  }

  @Override
  public String getDescription() {
    return "by " + what;
  }
}
