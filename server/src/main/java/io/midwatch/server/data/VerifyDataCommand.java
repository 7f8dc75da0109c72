package io.midwatch.server.data;

import io.midwatch.storage.columnar.DataCheck;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.wal.disk.LocalDisk;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The program behind {@code ./midwatch verify-data}. Exit code 0 when every checksum is right, 1
 * when one is not, 3 when none is wrong but the log ends in what is no whole record, 2 when the
 * command line cannot be read, there is no such folder, or a server has it open.
 *
 * <pre>
 * manifest  1 file, 412 bytes
 * traces    3 segments, 40211456 bytes, 1500000 items
 * damage: traces/0000000012.seg section column.3.blocks: checksum is 1c0a6d2f, found 90b2c1ee
 * </pre>
 */
public final class VerifyDataCommand {
  static final String USAGE = "usage: midwatch verify-data [--data-dir=DIR]";

  private VerifyDataCommand() {}

  /** Runs and exits. */
  public static void main(String[] arguments) {
    Quiet.logging();
    System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
  }

  static int run(
      List<String> arguments,
      Map<String, String> environment,
      PrintStream out,
      PrintStream problems) {
    try {
      DataArguments given = DataArguments.parse(arguments, List.of("--data-dir"), USAGE);
      Path folder = DataFolders.require(given.findValue("--data-dir"), environment);
      DataCheck.Report report = DataCheck.run(new LocalDisk(folder));
      report.kinds().forEach(kind -> out.printf("%-9s %s%n", kind.name(), kind.counts()));
      report.damages().forEach(damage -> problems.println("damage: " + damage));
      if (!report.unread().isEmpty()) {
        problems.println("unread: " + report.unread());
      }
      out.println(verdict(report));
      return exitCode(report);
    } catch (IllegalArgumentException | StoreException problem) {
      problems.println("midwatch verify-data: " + problem.getMessage());
      return 2;
    }
  }

  private static String verdict(DataCheck.Report report) {
    if (!report.damages().isEmpty()) {
      return "Damaged: " + report.damages().size() + ".";
    }
    return report.unread().isEmpty()
        ? "All checksums are right."
        : "All but the end of the log is right. A crash leaves such an end, of what nobody was told"
            + " was stored; damage to the last record looks the same.";
  }

  private static int exitCode(DataCheck.Report report) {
    if (!report.damages().isEmpty()) {
      return 1;
    }
    return report.unread().isEmpty() ? 0 : 3;
  }
}
