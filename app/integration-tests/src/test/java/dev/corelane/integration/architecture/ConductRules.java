package dev.corelane.integration.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PRIVATE;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;

/// How classes behave.
final class ConductRules {
  /// The parts that compute: same input, same output, on the caller's thread.
  private static final List<String> ENGINE =
      List.of("trace", "importers", "analysis", "replay", "render", "export");

  /// Methods that answer differently from one run or machine to the next: owner and name.
  private static final Set<String> FROM_OUTSIDE =
      Set.of(
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.ZoneId.systemDefault",
          "java.util.TimeZone.getDefault",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.ThreadLocalRandom.current");

  private static final DescribedPredicate<JavaClass> A_PROGRAM =
      DescribedPredicate.describe(
          "a program by itself", type -> type.tryGetMethod("main", String[].class).isPresent());

  private ConductRules() {}

  static List<ArchitectureRule> all() {
    return List.of(
        new ArchitectureRule("no-standard-streams", ConductRules::noStandardStreams),
        new ArchitectureRule("no-stack-traces", ConductRules::noStackTraces),
        new ArchitectureRule("no-exit", ConductRules::noExit),
        new ArchitectureRule("no-generic-exceptions", ConductRules::noGenericExceptions),
        new ArchitectureRule("no-public-variables", ConductRules::noPublicVariables),
        new ArchitectureRule("no-static-variables", ConductRules::noStaticVariables),
        new ArchitectureRule("model-is-data", ConductRules::modelIsData),
        new ArchitectureRule("analyses-alike", ConductRules::analysesAlike),
        new ArchitectureRule("engine-is-deterministic", ConductRules::engineIsDeterministic),
        new ArchitectureRule("engine-starts-no-threads", ConductRules::engineStartsNoThreads),
        new ArchitectureRule("painting-without-files", ConductRules::paintingWithoutFiles));
  }

  private static String[] engine(String root) {
    return ENGINE.stream().map(part -> root + "." + part + "..").toArray(String[]::new);
  }

  private static ArchRule noStandardStreams(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".cli.terminal..")
        .and(DescribedPredicate.not(A_PROGRAM))
        // Prints the frame times that were asked for by a switch.
        .and()
        .doNotHaveFullyQualifiedName(root + ".desktop.CorelaneApplication")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("only a program has a terminal");
  }

  private static ArchRule noStackTraces(String root) {
    return noClasses()
        .should()
        .callMethodWhere(
            target(owner(assignableTo(Throwable.class)))
                .and(target(name("printStackTrace")))
                .and(target(rawParameterTypes(new Class<?>[0]))))
        .because("a fault is a sentence for the user, and its trace goes to a file");
  }

  private static ArchRule noExit(String root) {
    return noClasses()
        .that(DescribedPredicate.not(A_PROGRAM))
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .because("only a program ends its process");
  }

  private static ArchRule noGenericExceptions(String root) {
    return noClasses()
        .should()
        .callConstructorWhere(
            target(
                    owner(
                        DescribedPredicate.describe(
                            "a generic exception",
                            type ->
                                type.isEquivalentTo(Throwable.class)
                                    || type.isEquivalentTo(Exception.class)
                                    || type.isEquivalentTo(RuntimeException.class)
                                    || type.isEquivalentTo(Error.class))))
                .and(DescribedPredicate.describe("made, not extended", call -> !isSuperCall(call))))
        .because("the caller tells failures apart by their type");
  }

  private static boolean isSuperCall(JavaAccess<?> call) {
    return call.getOrigin().isConstructor()
        && call.getOriginOwner().isAssignableTo(Throwable.class);
  }

  private static ArchRule noPublicVariables(String root) {
    return fields()
        .that()
        .arePublic()
        // One cursor per import, set by a reader and read by a handler for every single event.
        .and()
        .areNotDeclaredIn(root + ".importers.kernel.RawEvent")
        .and()
        .areNotDeclaredIn(root + ".importers.kernel.text.TextRow")
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("..jmh_generated..")
        .should()
        .beFinal()
        .andShould()
        .notHaveRawType(DescribedPredicate.describe("an array", type -> type.isArray()))
        .because("state is changed by the class that owns it");
  }

  private static ArchRule noStaticVariables(String root) {
    return noFields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(engine(root))
        .and()
        .areStatic()
        .should()
        .notBeFinal()
        .because("two timelines open at once share nothing");
  }

  private static ArchRule modelIsData(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".trace.model..")
        .and()
        .areTopLevelClasses()
        .and()
        .doNotHaveSimpleName("package-info")
        .and(
            DescribedPredicate.not(
                DescribedPredicate.describe("hold constants", ConductRules::holdsConstants)))
        .should()
        .beRecords()
        .orShould()
        .beEnums()
        .orShould()
        .beInterfaces()
        .because("facts have no behaviour and no identity");
  }

  private static boolean holdsConstants(JavaClass type) {
    return !type.getFields().isEmpty()
        && type.getFields().stream()
            .allMatch(f -> f.getModifiers().containsAll(List.of(STATIC, FINAL)))
        && type.getMethods().isEmpty()
        && type.getConstructors().stream().allMatch(c -> c.getModifiers().contains(PRIVATE));
  }

  private static ArchRule analysesAlike(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".analysis..")
        .and()
        .haveSimpleNameEndingWith("Analysis")
        .and()
        .areNotInterfaces()
        .should()
        .beAssignableTo(root + ".analysis.TraceAnalysis")
        .because("the caller schedules and cancels every analysis in the same way");
  }

  private static ArchRule engineIsDeterministic(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(engine(root))
        // Draws the name of a temporary file.
        .and()
        .doNotHaveFullyQualifiedName(root + ".trace.file.ReplacingFile")
        .should(
            new ArchCondition<>("ask the clock, the machine or an unseeded generator") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getCodeUnitAccessesFromSelf().stream()
                    .filter(ConductRules::comesFromOutside)
                    .forEach(
                        access ->
                            events.add(
                                SimpleConditionEvent.satisfied(access, access.getDescription())));
              }
            })
        .because("the same input gives the same timeline, picture and numbers");
  }

  private static boolean comesFromOutside(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    boolean unseeded =
        owner.isEquivalentTo(java.util.Random.class)
            && access.getDescription().contains("java.util.Random.<init>()");
    return unseeded || FROM_OUTSIDE.contains(owner.getName() + "." + access.getName());
  }

  private static ArchRule engineStartsNoThreads(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(engine(root))
        // Registers a hook that takes away a half-written file when the process is ended.
        .and()
        .doNotHaveFullyQualifiedName(root + ".trace.file.ReplacingFile")
        // Divides the threads of a recording among the common pool and waits; it outlives no call.
        .and()
        .doNotHaveFullyQualifiedName(root + ".analysis.InParallel")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.util\\.concurrent\\.(Executors|ForkJoinPool|CompletableFuture"
                + "|ThreadPoolExecutor|StructuredTaskScope)|java\\.util\\.Timer")
        .orShould()
        .callConstructorWhere(target(owner(assignableTo(Thread.class))))
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo(Thread.class)))
                .and(
                    target(
                        name("ofVirtual").or(name("ofPlatform")).or(name("startVirtualThread")))))
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo(java.util.stream.BaseStream.class)))
                .and(target(name("parallel"))))
        .orShould()
        .callMethodWhere(target(name("parallelStream")))
        .because("the caller schedules work and cancels it");
  }

  private static ArchRule paintingWithoutFiles(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(
            root + ".render.digest..",
            root + ".render.layout..",
            root + ".render.paint..",
            root + ".render.theme..",
            root + ".render.time..",
            root + ".render.view..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..")
        .because("a picture is a function of a timeline and a view state");
  }
}
