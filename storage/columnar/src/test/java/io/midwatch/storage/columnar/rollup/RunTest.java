package io.midwatch.storage.columnar.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.rollup.OperationsTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunTest {
  private static final Tier TIER = Tier.MINUTE;
  private static final long WIDTH = TIER.width().nanos();
  private static final long SLICE = TIER.slice().nanos();

  private final Random random = new Random(7);

  @Test
  void looksOnlyAtPagesOfTheSlicesAsked() {
    Run run = run(pages(5_000));
    for (PageEntry page : run.pages()) {
      long slice = TIER.slice().floor(page.minStart());
      assertThat(run.pagesNear(page.minStart(), page.minStart() + 1))
          .contains(page)
          .allMatch(near -> TIER.slice().floor(near.minStart()) == slice);
    }
  }

  @Test
  void countsWhatALookAtEveryPageCounts() {
    List<PageEntry> pages = pages(300);
    Run run = run(pages);
    for (int question = 0; question < 2_000; question++) {
      long from = (random.nextInt(400) - 20) * SLICE / 2 + random.nextInt(3) * WIDTH;
      long to = from + 1 + random.nextInt(4) * SLICE / 3;
      List<PageEntry> inside = pages.stream().filter(page -> page.overlaps(from, to)).toList();
      assertThat(run.rows(from, to)).isEqualTo(inside.stream().mapToLong(PageEntry::rows).sum());
      assertThat(run.overlaps(from, to)).isEqualTo(!inside.isEmpty());
    }
    assertThat(run.rows(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(run.rows());
    assertThat(run(List.of()).overlaps(0, WIDTH)).isFalse();
  }

  /** One to three pages in each of some slices, with gaps between. */
  private List<PageEntry> pages(int slices) {
    List<PageEntry> pages = new ArrayList<>();
    for (int slice = 0; slice < slices; slice += 1 + random.nextInt(2)) {
      for (int page = random.nextInt(3); page >= 0; page--) {
        int first = random.nextInt(Tier.SLICE_BUCKETS);
        int last = first + random.nextInt(Tier.SLICE_BUCKETS - first);
        long start = slice * SLICE;
        pages.add(
            new PageEntry(
                start + first * WIDTH, start + last * WIDTH, 0, 3, 1 + random.nextInt(9), 100));
      }
    }
    return pages;
  }

  private static Run run(List<PageEntry> pages) {
    return new Run(0, OperationsTables.REQUESTS, TIER, 4, 100, pages);
  }
}
