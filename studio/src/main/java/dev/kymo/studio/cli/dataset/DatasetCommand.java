package dev.kymo.studio.cli.dataset;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kymo dataset}: its commands say what they do. */
@Command(
    name = "dataset",
    mixinStandardHelpOptions = true,
    synopsisHeading = "Usage: ",
    customSynopsis = "kymo dataset COMMAND [OPTIONS]",
    description = {
      "Look at and prepare what a model is trained on.%n",
      "A dataset is a folder with one folder for each video, and in it the frames as jpg or png in"
          + " the order of their names; or a zip file of such folders; or a folder of videos."
          + " Frames are resized so that the shorter side fits, and cropped to the centre.%n"
    },
    commandListHeading = "Commands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  kymo dataset check faces --size 256           can it be trained on?",
      "  kymo dataset extract downloads faces          the frames of a folder of videos"
    })
public final class DatasetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do with the dataset: check or extract");
  }
}
