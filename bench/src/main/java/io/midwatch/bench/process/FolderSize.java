package io.midwatch.bench.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** How long the files below a folder are, while others write and delete there. */
public final class FolderSize {
  private FolderSize() {}

  /** Sum of file lengths in bytes; a folder that is not there has none. */
  public static long bytes(Path folder) throws IOException {
    Sum sum = new Sum();
    if (Files.exists(folder)) {
      Files.walkFileTree(folder, sum);
    }
    return sum.bytes;
  }

  private static final class Sum extends SimpleFileVisitor<Path> {
    private long bytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.size();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) {
      return FileVisitResult.CONTINUE;
    }
  }
}
