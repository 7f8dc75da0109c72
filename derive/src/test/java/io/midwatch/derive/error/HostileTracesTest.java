package io.midwatch.derive.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody prints by honest means: still an answer, in bounded time and memory. */
class HostileTracesTest {
  private static final int MEGABYTE = 1 << 20;
  private static final long MOST_CPU_NANOS = 2_000_000_000L;
  private static final long MOST_ALLOCATED = 32L * MEGABYTE;

  private final ErrorGrouper grouper = new ErrorGrouper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "\n",
        "\u0000",
        "at ",
        "\tat ",
        "\n\tat a.b.C.d(C.java:1)",
        "\nCaused by: a.B: c",
        "\nCaused by: a.B: c\n\tat d.E.f(E.java:1)\n\t... 9999999999 more",
        "\n\tSuppressed: a.B: c",
        "\nTraceback (most recent call last):",
        "\nTraceback (most recent call last):\n  File \"a\", line 1, in b\nE: f",
        "\n  File \"",
        " ---> ",
        "\n ---> a.B: c",
        "\n--- End of inner exception stack trace ---",
        "\nNext a: b",
        "\n#0 ",
        "\n#1 (): ",
        "\nfrom :in `",
        "\na:1:in '",
        "\nmain.f(\n\t/a.go:1",
        "\n@://",
        "a.b: ",
        "$$",
        "<>",
        "'\"",
        "😀\ud800"
      })
  void aMegabyteOfAnythingIsGroupedInBoundedTimeAndMemory(String part) {
    String text = part.repeat(MEGABYTE / part.length());
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long cpu = thread.getCurrentThreadCpuTime();
    long allocated = thread.getCurrentThreadAllocatedBytes();

    ErrorGroup asTrace = grouper.exception("a.B", "c", text, "shop");
    ErrorGroup asMessage = grouper.exception("a.B", text, "", "shop");
    ErrorGroup asType = grouper.exception(text, "", "", "shop");
    ErrorGroup asBody = grouper.log(text, text, "shop");

    assertThat(thread.getCurrentThreadCpuTime() - cpu).isLessThan(MOST_CPU_NANOS);
    assertThat(thread.getCurrentThreadAllocatedBytes() - allocated).isLessThan(MOST_ALLOCATED);
    for (ErrorGroup group : new ErrorGroup[] {asTrace, asMessage, asType, asBody}) {
      assertThat(group.type().length() + group.message().length() + group.place().length())
          .isLessThanOrEqualTo(800);
    }
  }

  @Test
  void randomLinesOfTracesNeverFail() {
    Random random = new Random(17);
    String[] parts = {
      "\n",
      "\n\t",
      " ",
      "at ",
      "a.b.C.d",
      "(",
      ")",
      "C.java:1",
      "Caused by: ",
      ": ",
      "File \"",
      "\"",
      ", line 1",
      ", in f",
      "---> ",
      "--- End of inner exception",
      "... 3 more",
      "Suppressed: ",
      "'",
      "Traceback (most recent call last):",
      "#0 ",
      "):",
      "{main}",
      ":in ",
      "`x'",
      "main.f(0x1)",
      "/a.go:1",
      "direct cause",
      "[cause]: ",
      "Next ",
      "{closure:",
      "@http://x/",
      " (Type)",
      "::"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(30); part >= 0; part--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      assertThat(grouper.exception("", "", text.toString(), "shop").id()).hasSize(16);
      assertThat(grouper.log(text.toString(), "", "shop").id()).hasSize(16);
    }
  }
}
