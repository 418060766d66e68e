package dev.kymo.inference.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs kernel texts into a TorchScript archive. A text holds free functions; each whose name does
 * not start with an underscore becomes a method of the module, which is what can be called from
 * outside. Functions call each other as {@code __torch__.name(...)}.
 */
final class KernelArchive {

  private static final Pattern FUNCTION =
      Pattern.compile("(?m)^def ([a-z]\\w*)\\((.*)\\) -> (.+):$");
  private static final Pattern PARAMETER = Pattern.compile("(\\w+): ");

  /** Pickle protocol 2: an empty tuple of constants. */
  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, 0x29, 0x2e};

  private KernelArchive() {}

  /** The archive's bytes, ready for {@code torch::jit::load} and for Python's {@code jit.load}. */
  static byte[] pack(List<String> texts) {
    StringBuilder code = new StringBuilder();
    StringBuilder methods = new StringBuilder("class M(Module):\n");
    methods.append("  __parameters__ = []\n  __buffers__ = []\n");
    for (String text : texts) {
      Matcher function = FUNCTION.matcher(text);
      while (function.find()) {
        methods
            .append(
                "  def %s(self: __torch__.M, %s) -> %s:\n"
                    .formatted(function.group(1), function.group(2), function.group(3)))
            .append(
                "    return __torch__.%s(%s)\n"
                    .formatted(function.group(1), names(function.group(2))));
      }
      code.append(withoutComments(text)).append('\n');
    }
    return zip(methods.append(code).toString());
  }

  private static String names(String parameters) {
    return String.join(", ", PARAMETER.matcher(parameters).results().map(r -> r.group(1)).toList());
  }

  private static String withoutComments(String text) {
    return text.lines()
        .filter(line -> !line.strip().startsWith("#"))
        .reduce(
            new StringBuilder(), (b, line) -> b.append(line).append('\n'), StringBuilder::append)
        .toString();
  }

  private static byte[] zip(String code) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      store(zip, "kernels/version", "10\n".getBytes(StandardCharsets.US_ASCII));
      store(zip, "kernels/constants.pkl", NO_CONSTANTS);
      store(zip, "kernels/data.pkl", module());
      store(zip, "kernels/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** Pickle protocol 2: an M of the generated code with an empty state. */
  private static byte[] module() {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.writeBytes(new byte[] {(byte) 0x80, 2});
    pickle.writeBytes("c__torch__\nM\n".getBytes(StandardCharsets.US_ASCII));
    pickle.writeBytes(new byte[] {0x29, (byte) 0x81, 0x7d, 0x62, 0x2e});
    return pickle.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
