// A runbook drawn for people: its steps with what they give, the ways between them, and
// the least policy of the role that it acts with.
#ifndef RUNBOOKS_DRAW_H
#define RUNBOOKS_DRAW_H

#include "model/write/write.h"
#include "runbooks/document.h"

// The steps as text, one a paragraph.
void ssm_draw_text(struct out *o, const struct ssm_document *d);
// The step graph as a Mermaid flowchart.
void ssm_draw_mermaid(struct out *o, const struct ssm_document *d);
// An IAM policy as JSON, and what cannot be known of it as text below it.
void ssm_draw_policy(struct out *o, const struct ssm_document *d);

#endif
