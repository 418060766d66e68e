package dev.kymo.inference.checkpoint;

import dev.kymo.inference.tensor.FileSnapshot;
import dev.kymo.inference.tensor.TensorFileException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Says what a file is that is taken for a checkpoint and is none, and what to do about it. */
final class OtherFiles {
  private static final int HEAD = 512;

  /** How torch.save began before PyTorch 1.6: its magic number as a pickle of its own. */
  private static final String OLD_MAGIC = "\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019";

  private static final String OLD_MAGIC_LINE = "L119547037146038801333356L";

  private OtherFiles() {}

  static String reason(FileSnapshot file) throws TensorFileException {
    ByteBuffer bytes = file.read(0, (int) Math.min(file.size(), HEAD));
    String head = StandardCharsets.ISO_8859_1.decode(bytes).toString();
    if (head.startsWith("version https://git-lfs.github.com/spec/")) {
      return "is a Git LFS pointer, not the file itself: fetch that with git lfs pull";
    }
    if (head.startsWith(OLD_MAGIC_LINE) || head.startsWith(OLD_MAGIC, 2)) {
      return "is in PyTorch's old format; load it in PyTorch 1.6 or newer and torch.save it again";
    }
    if (isPickle(head)) {
      return "is a pickle without PyTorch's archive around it (Python's pickle.dump, or an old"
          + " torch.save); load it in Python and torch.save it";
    }
    String start = head.stripLeading().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return "is a web page, not a checkpoint: the download went wrong; fetch the file again";
    }
    return "is not a checkpoint: neither a PyTorch archive nor a safetensors file";
  }

  /** Protocols 2 to 5 begin with PROTO; 0 and 1 with what they build: a dict or an object. */
  private static boolean isPickle(String head) {
    if (head.length() < 2) {
      return false;
    }
    boolean versioned = head.charAt(0) == 0x80 && head.charAt(1) >= 2 && head.charAt(1) <= 5;
    return versioned
        || head.startsWith("(dp")
        || head.startsWith("}q")
        || head.matches("(?s)c[A-Za-z_][\\w.]*\n[A-Za-z_]\\w*\n.*");
  }
}
