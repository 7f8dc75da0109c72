package io.midwatch.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.AbandonedException;
import io.midwatch.storage.contract.StoreException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.ModelAndView;

class AbandonedAnswersTest {
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  private boolean settles(Exception failure) {
    ModelAndView answer =
        new AbandonedAnswers()
            .resolveException(new MockHttpServletRequest(), response, null, failure);
    return answer != null && answer.isEmpty();
  }

  @Test
  void settlesWhatNobodyWaitsFor() {
    assertThat(settles(new AbandonedException())).isTrue();
    assertThat(response.getStatus()).isEqualTo(503);
  }

  @Test
  void leavesFailuresToOthers() {
    assertThat(settles(new StoreException("a disk is broken"))).isFalse();
  }
}
