// `orgc show type|action|limit` and `orgc version -v`: what the program knows of AWS, for
// a person without a browser. Each prints on stdout and gives the exit status: 0, or 1
// where there is no such thing, with the nearest name on stderr.
#ifndef CLI_SHOW_FACTS_H
#define CLI_SHOW_FACTS_H

int show_type(const char *name);   // "AWS::S3::Bucket", "AWS::S3::Bucket.Tags" and deeper
int show_action(const char *name); // "s3:PutBucketPolicy"
int show_limit(const char *name);  // "role-name"; NULL: all of them
void show_sources(void);           // every source of facts with its date and counts

// Prints the steps, the step graph and the least policy of a runbook, or of each runbook of
// a template.
int show_runbook(const char *path);

// The slots and characters that the policies of ./org.yaml use at the root and at every OU
// down to this one, or to this account; NULL: everywhere.
int show_slots(const char *name);
int show_config(const char *path); // which .orgc.yaml holds for a file, and what it says
int show_config_schema(void);      // the JSON Schema of .orgc.yaml

#endif
