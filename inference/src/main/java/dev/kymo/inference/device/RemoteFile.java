package dev.kymo.inference.device;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One packed file of a published library.
 *
 * @param address where it is fetched from
 * @param name the file's name once unpacked
 */
record RemoteFile(URI address, String name) {

  /**
   * Picks a platform's files from a list that names one a line, such as {@code
   * cu128/linux-x86_64/native/lib/libtorch.so.gz}.
   *
   * @throws IOException when a line names a file outside the folder that it is meant for
   */
  static List<RemoteFile> list(String index, URI base, String flavor, String classifier)
      throws IOException {
    List<RemoteFile> files = new ArrayList<>();
    for (String line : index.lines().map(String::trim).toList()) {
      if (line.startsWith(flavor + '/' + classifier + '/') && line.endsWith(".gz")) {
        String packed = line.substring(line.lastIndexOf('/') + 1);
        String name =
            URLDecoder.decode(
                packed.substring(0, packed.length() - ".gz".length()), StandardCharsets.UTF_8);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._+-]*")) {
          throw new IOException("the list of files names '" + name + "'");
        }
        files.add(new RemoteFile(base.resolve(line), name));
      }
    }
    return files;
  }
}
