// What AWS::Serverless-2016-10-31 adds to a template besides what stands in it.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
#ifndef TEMPLATES_SAM_H
#define TEMPLATES_SAM_H

#include "templates/template.h"

// Whether a name may be of a resource that SAM makes: FunctionRole, FunctionVersion0a1b…,
// ServerlessRestApiProdStage, or "Function.Version", which only SAM understands. False in
// templates without it.
bool sam_makes(const struct template *t, struct str name);

#endif
