package io.midwatch.ui.ingest;

import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.table.ListForm;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** {@code /settings/ingest}, its {@code .json} and {@code .csv}. */
@Controller
final class IngestController {
  private final IngestView view;

  IngestController(IngestView view) {
    this.view = view;
  }

  @GetMapping("/settings/ingest")
  String page(ViewParameters at, Model model, ListForm form) {
    model.addAttribute("page", view.page(at, form));
    return "ingest/ingest";
  }

  @GetMapping("/settings/ingest.json")
  @ResponseBody
  IngestPage json(ViewParameters at, ListForm form) {
    return view.page(at, form);
  }

  @GetMapping("/settings/ingest.csv")
  ResponseEntity<String> csv(ViewParameters at, ListForm form) {
    return view.csv(at, form).answer();
  }
}
