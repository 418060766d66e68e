package dev.kymo.inference.ffmpeg;

import dev.kymo.inference.file.FileException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A running ffmpeg or ffprobe, started with a list of arguments and no shell. One thread may read
 * what it gives while another writes to it.
 *
 * <p>A file to read becomes its standard input and is named {@code fd:} in the arguments: whatever
 * the name of the file, the program sees none, and with the protocols of {@link #localInput} it can
 * open no other file and no address, whatever a playlist in it says. {@link FfmpegLimits} says
 * which bounds hold where. Whoever starts one closes it; the process is gone then. A thread that
 * waits for the process and is interrupted ends it, too.
 */
public final class FfmpegProcess implements AutoCloseable {
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

  /** Containers that are read; none that is a list of other files. */
  private static final String CONTAINERS =
      "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,gif,apng,mpegts,mpeg,mpegvideo,flv,live_flv,asf,mxf,"
          + "ogg,yuv4mpegpipe,ivf,h264,hevc,m4v,dv,nut,av1,obu,vc1,dirac,mjpeg,mjpeg_2000,wtv,rm,swf,"
          + "gxf,dnxhd,cavsvideo,h261,h263,bink,smk,roq,nsv,vivo,flic,mpjpeg,webp_pipe";

  private final String name;
  private final Process process;
  private final InputStream output;
  private final FfmpegMessages messages;
  private final FfmpegWatch watch;

  private FfmpegProcess(String name, Process process, FfmpegLimits limits) {
    this.name = name;
    this.process = process;
    this.output = process.getInputStream();
    this.messages = FfmpegMessages.of(process.getErrorStream(), name);
    this.watch = new FfmpegWatch(process, limits);
  }

  /**
   * Starts a program.
   *
   * @param program one of {@link FfmpegPrograms}
   * @param arguments without the program and without what holds for all: no questions, no banner,
   *     messages with their level, the bound on memory
   * @param input the file that becomes standard input, or nothing for what is written to it
   * @throws FileException with a sentence, when it cannot be started or the file not be opened
   */
  public static FfmpegProcess start(
      Path program, List<String> arguments, Optional<Path> input, FfmpegLimits limits)
      throws FileException {
    String name = program.getFileName().toString().replace(".exe", "");
    ProcessBuilder builder = new ProcessBuilder(command(program, name, arguments, limits));
    surroundings(builder, program);
    // Links of Linux and macOS carry any name to a program that is told none.
    try (ReadableName readable = input.isPresent() ? ReadableName.of(input.get()) : null) {
      if (readable != null) {
        builder.redirectInput(readable.file());
      }
      return new FfmpegProcess(name, builder.start(), limits);
    } catch (IOException e) {
      throw e instanceof FileException sentence
          ? sentence
          : new FileException(program + " cannot be started: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Arguments for an input of a format that is not known beforehand: {@code fd:}, with the
   * containers that Kymo reads and nothing else that the program could open.
   */
  public static List<String> localInput() {
    return List.of("-protocol_whitelist", "fd,pipe", "-format_whitelist", CONTAINERS, "-i", "fd:");
  }

  private static List<String> command(
      Path program, String name, List<String> arguments, FfmpegLimits limits) {
    List<String> command = new ArrayList<>();
    if (limits.addresses() > 0 && Files.isExecutable(PRLIMIT)) {
      command.addAll(List.of(PRLIMIT.toString(), "--as=" + limits.addresses(), "--core=0", "--"));
    }
    command.add(program.toString());
    if (name.equals("ffmpeg")) {
      command.add("-nostdin");
    }
    command.addAll(List.of("-hide_banner", "-loglevel", "repeat+level+warning"));
    command.addAll(List.of("-max_alloc", String.valueOf(limits.block())));
    command.addAll(arguments);
    return command;
  }

  /** Its own libraries and nothing from the user's settings for another ffmpeg. */
  private static void surroundings(ProcessBuilder builder, Path program) {
    var environment = builder.environment();
    environment
        .keySet()
        .removeIf(
            key ->
                key.startsWith("FF")
                    || key.startsWith("AV_LOG_FORCE")
                    || key.startsWith("LD_")
                    || key.startsWith("DYLD_"));
    if (File.separatorChar == '/') {
      environment.put("LD_LIBRARY_PATH", program.getParent().toString());
    }
    builder.directory(program.getParent().toFile());
  }

  /**
   * Reads a block of exactly this size.
   *
   * @return whether there was one; what is left of a part is dropped
   * @throws FileException with a sentence, when it took too long
   * @throws InterruptedException when this thread was interrupted; the process is ended
   */
  public boolean read(byte[] block) throws IOException, InterruptedException {
    return read(block, block.length) == block.length;
  }

  /**
   * Reads all that it gives.
   *
   * @param most bytes that are kept
   * @throws FileException with a sentence, when it took too long or gives more
   * @throws InterruptedException when this thread was interrupted; the process is ended
   */
  public byte[] readAll(int most) throws IOException, InterruptedException {
    byte[] all = new byte[Math.min(most, 1 << 16)];
    int length = 0;
    while (true) {
      byte[] more = new byte[1 << 16];
      int got = read(more, more.length);
      if (length + got > most) {
        throw new FileException(name + " gives more than " + most + " bytes.");
      }
      if (length + got > all.length) {
        all = Arrays.copyOf(all, Math.min(most, 2 * all.length + got));
      }
      System.arraycopy(more, 0, all, length, got);
      length += got;
      if (got < more.length) {
        return Arrays.copyOf(all, length);
      }
    }
  }

  private int read(byte[] block, int length) throws IOException, InterruptedException {
    return watch.during(() -> output.readNBytes(block, 0, length), name);
  }

  /**
   * Writes a block to it.
   *
   * @throws IOException when it has ended; {@link #messages} may say why
   * @throws InterruptedException when this thread was interrupted; the process is ended
   */
  public void write(byte[] block) throws IOException, InterruptedException {
    OutputStream in = process.getOutputStream();
    watch.during(
        () -> {
          in.write(block);
          return block.length;
        },
        name);
  }

  /** Says that nothing more will be written to it. */
  public void endInput() throws IOException, InterruptedException {
    OutputStream in = process.getOutputStream();
    watch.during(
        () -> {
          in.close();
          return 0;
        },
        name);
  }

  /**
   * Waits for its end.
   *
   * @return its exit status
   * @throws FileException with a sentence, when it took too long
   * @throws InterruptedException when this thread was interrupted; the process is ended
   */
  public int waitFor() throws IOException, InterruptedException {
    int status = watch.during(process::waitFor, name);
    messages.await();
    return status;
  }

  /** What it said so far, in order: the first hundred lines. */
  public List<FfmpegMessage> messages() {
    return messages.kept();
  }

  /** How many more lines it said than are kept. */
  public long dropped() {
    return messages.dropped();
  }

  /** The first error that it told, which the others follow from; a plain word without one. */
  public String reason() {
    return messages.kept().stream()
        .filter(FfmpegMessage::error)
        .map(FfmpegMessage::text)
        .findFirst()
        .orElse("it gives no reason");
  }

  /** Ends the process if it still runs. */
  @Override
  public void close() {
    watch.close();
    process.destroyForcibly();
    boolean interrupted = Thread.interrupted();
    try {
      if (process.waitFor(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)) {
        messages.await();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    try {
      output.close();
      process.getOutputStream().close();
    } catch (IOException e) {
      // A pipe to a process that is gone has nothing to lose.
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
