package dev.kymo.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.scene.Node;
import org.junit.jupiter.api.Assertions;

/** The layers of ARCHITECTURE.md, checked against the compiled code. */
@AnalyzeClasses(
    packages = {"dev.kymo", "ai.djl.pytorch.jni"},
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.OnlyOurs.class})
class ArchitectureTest {

  /** DJL's own classes share a package with our door into it. */
  static final class OnlyOurs implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/e2e/") && !location.contains("pytorch-engine");
    }
  }

  @ArchTest
  static final ArchRule onlyTheStudioKnowsJavaFx =
      noClasses()
          .that()
          .resideInAnyPackage("dev.kymo.inference..", "dev.kymo.trainer..", "ai.djl..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..");

  @ArchTest
  static final ArchRule inferenceKnowsNothingAboveIt =
      noClasses()
          .that()
          .resideInAPackage("dev.kymo.inference..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.kymo.trainer..", "dev.kymo.studio..");

  @ArchTest
  static final ArchRule theTrainerKnowsNothingAboveIt =
      noClasses()
          .that()
          .resideInAPackage("dev.kymo.trainer..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.kymo.studio..");

  @ArchTest
  static final ArchRule filesAndMotionKnowNoTensorEngine =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.kymo.inference.checkpoint..",
              "dev.kymo.inference.tensor..",
              "dev.kymo.inference.motion..",
              "dev.kymo.inference.clip..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule onlyTheKernelsCallTheNativeInterface =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.kymo.inference.kernel..", "ai.djl.pytorch.jni..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl.pytorch..");

  @ArchTest
  static final ArchRule theStudioKnowsNoTensors =
      noClasses()
          .that()
          .resideInAPackage("dev.kymo.studio..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl.ndarray..", "ai.djl.pytorch..");

  @ArchTest
  static final ArchRule inferencePackagesFormNoCycles =
      slices().matching("dev.kymo.inference.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule trainerPackagesFormNoCycles =
      slices().matching("dev.kymo.trainer.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule studioPackagesFormNoCycles =
      slices().matching("dev.kymo.studio.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule viewModelsHoldNoControls =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("ViewModel")
          .should()
          .dependOnClassesThat()
          // A colour or a key code is a value; nodes, controls and windows are not.
          .areAssignableTo(Node.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx.stage..");

  @ArchTest
  static void everyPackageSaysWhatItIsFor(JavaClasses classes) {
    Set<String> silent = new TreeSet<>();
    classes.forEach(
        c -> {
          if (c.getPackage().tryGetPackageInfo().isEmpty() && !documented(c.getPackageName())) {
            silent.add(c.getPackageName());
          }
        });
    Assertions.assertEquals(Set.of(), silent, "packages without a package-info.java");
  }

  /** A package-info without annotations leaves no class file, so its source is looked for. */
  private static boolean documented(String packageName) {
    String path = packageName.replace('.', '/') + "/package-info.java";
    Path root = Path.of(System.getProperty("kymo.root"));
    return Stream.of("inference", "trainer-bridge", "studio")
        .anyMatch(m -> Files.exists(root.resolve(m + "/src/main/java").resolve(path)));
  }
}
