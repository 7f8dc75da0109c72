package io.midwatch.storage.columnar.file;

import io.midwatch.storage.wal.disk.AppendFile;
import io.midwatch.storage.wal.disk.Disk;
import io.midwatch.storage.wal.disk.LocalDisk;
import io.midwatch.storage.wal.disk.Paths;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one file of named sections: into {@code x.tmp} first, which becomes {@code x} when all of
 * it is on disk. Not thread-safe. Closed before {@link #finish()}, it leaves nothing behind.
 *
 * <pre>{@code
 * try (SectionWriter writer = SectionWriter.create(disk, "spans/7.seg", namesVersion)) {
 *   writer.section("start").putVarint(rows).putBytes(packed);
 *   writer.section("names").putText("POST /pay");
 *   writer.finish();
 * }
 * }</pre>
 *
 * @throws io.midwatch.storage.contract.StoreException from every method and from the sinks, naming
 *     the file, when the disk refuses
 */
public final class SectionWriter implements AutoCloseable {
  private final Disk disk;
  private final String path;
  private final String unfinished;
  private final AppendFile file;
  private final byte[] header;
  private final List<Section> sections = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private @Nullable SectionSink current;
  private boolean finished;

  private SectionWriter(Disk disk, String path, int namesVersion) {
    this.disk = disk;
    this.path = path;
    this.unfinished = path + ".tmp";
    this.header = Container.header(namesVersion);
    if (disk.exists(unfinished)) {
      disk.delete(unfinished);
    }
    this.file = disk.create(unfinished);
  }

  /**
   * Begins a file in an existing folder; a leftover {@code .tmp} of the same name is replaced.
   *
   * @param namesVersion version of the table of canonical names the writer knows
   */
  public static SectionWriter create(Disk disk, String path, int namesVersion) {
    SectionWriter writer = new SectionWriter(disk, path, namesVersion);
    try {
      writer.file.write(ByteBuffer.wrap(writer.header));
      return writer;
    } catch (RuntimeException refused) {
      writer.close();
      throw refused;
    }
  }

  /** The same in the machine's file system. */
  public static SectionWriter create(Path path, int namesVersion) {
    Path absolute = path.toAbsolutePath();
    Disk folder = new LocalDisk(absolute.resolveSibling(""));
    return create(folder, String.valueOf(absolute.getFileName()), namesVersion);
  }

  /**
   * Begins the next section; the one before it is complete and its sink must not be used again.
   *
   * @throws IllegalArgumentException when the file has a section of this name
   */
  public DataSink section(String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException(path + " has a section " + name + " already");
    }
    completeSection();
    current = new SectionSink(name, file);
    return current;
  }

  /** Completes the file, forces it and its name to disk, and returns its size in bytes. */
  public long finish() {
    completeSection();
    file.write(ByteBuffer.wrap(Container.footer(header, sections)));
    file.force();
    file.close();
    disk.rename(unfinished, path);
    finished = true;
    disk.forceFolder(Paths.folderOf(path));
    return file.size();
  }

  private void completeSection() {
    if (current != null) {
      sections.add(current.finish());
      current = null;
    }
  }

  /** Gives up what was not finished. */
  @Override
  public void close() {
    if (!finished) {
      finished = true;
      file.close();
      disk.delete(unfinished);
    }
  }
}
