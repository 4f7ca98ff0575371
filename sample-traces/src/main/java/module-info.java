/// The recordings that come with the program.
@org.jspecify.annotations.NullMarked
module dev.corelane.samples {
  requires static transitive org.jspecify;

  exports dev.corelane.samples;
}
