using System.CommandLine;
using System.Net;

namespace ChatBot.PlatformDoubles.Standalone;

/// <summary>The command line: which doubles to serve, and whom they play.</summary>
internal static class DoublesCommand
{
    public static RootCommand Create()
    {
        var wecom = new Option<string?>("--wecom") { Description = "Address for the WeCom double, e.g. 127.0.0.1:6001." };
        var dingtalk = new Option<string?>("--dingtalk") { Description = "Address for the DingTalk double, e.g. 127.0.0.1:6002." };
        var corpId = Text("--wecom-corp-id", WeComDemo.CorpId);
        var agentId = new Option<int>("--wecom-agent-id") { DefaultValueFactory = _ => WeComDemo.AgentId };
        var secret = Text("--wecom-secret", WeComDemo.Secret);
        var contactSecret = Text("--wecom-contact-secret", WeComDemo.ContactSecret);
        var keys = new Option<string[]>("--wecom-webhook-key") { DefaultValueFactory = _ => [WeComDemo.WebhookKey], Description = "Repeatable." };
        var botId = Text("--wecom-bot-id", WeComDemo.BotId);
        var botSecret = Text("--wecom-bot-secret", WeComDemo.RobotSecret);
        var botCallback = new Option<Uri?>("--wecom-bot-callback")
        {
            Description = "The bot's callback address: the smart robot is then in URL mode, else on its long connection.",
        };
        var botToken = Text("--wecom-bot-token", WeComDemo.RobotToken);
        var botKey = Text("--wecom-bot-aes-key", WeComDemo.RobotEncodingAesKey);
        var dingCorpId = Text("--dingtalk-corp-id", DingTalkDemo.CorpId);
        var appKey = Text("--dingtalk-app-key", DingTalkDemo.AppKey);
        var appSecret = Text("--dingtalk-app-secret", DingTalkDemo.AppSecret);
        var robotCode = Text("--dingtalk-robot-code", DingTalkDemo.RobotCode);
        var robotName = Text("--dingtalk-robot-name", DingTalkDemo.RobotName);
        var dingCallback = new Option<Uri?>("--dingtalk-callback")
        {
            Description = "The bot's callback address: what members say is then posted there (HTTP mode), else pushed over stream.",
        };
        var templates = new Option<string[]>("--dingtalk-card-template")
        {
            DefaultValueFactory = _ => [DingTalkDemo.CardTemplateId],
            Description = "Id of a published card template that takes any variables. Repeatable.",
        };
        var webhooks = new Option<string[]>("--dingtalk-webhook")
        {
            DefaultValueFactory = _ => [$"{DingTalkDemo.WebhookToken}:{DingTalkDemo.WebhookSecret}"],
            Description = "TOKEN or TOKEN:SECRET. Repeatable.",
        };
        var anyUser = new Option<bool>("--accept-any-user")
        {
            DefaultValueFactory = _ => true,
            Description = "Whether messages to people outside --members arrive (default true).",
        };
        var members = new Option<FileInfo?>("--members") { Description = "Roster for the address-book calls: lines USERID,NAME[,DEPARTMENT ID]." };
        var noLimits = new Option<bool>("--no-rate-limits") { Description = "Switches rates and monthly quotas off." };
        var root = new RootCommand("Stand-ins for the WeCom and DingTalk servers; each message received is one JSON line on standard output.")
        {
            wecom, dingtalk, corpId, agentId, secret, contactSecret, keys, botId, botSecret, botCallback, botToken, botKey, dingCorpId, appKey, appSecret, robotCode, robotName, dingCallback, templates, webhooks, anyUser, members, noLimits,
        };
        root.Validators.Add(result =>
        {
            foreach (var address in (string?[])[result.GetValue(wecom), result.GetValue(dingtalk)])
            {
                if (address is not null && !IPEndPoint.TryParse(address, out _))
                {
                    result.AddError($"'{address}' is not an address such as 127.0.0.1:6001.");
                }
            }

            if (result.GetValue(wecom) is null && result.GetValue(dingtalk) is null)
            {
                result.AddError("Give --wecom, --dingtalk or both.");
            }
        });
        root.SetAction((parsed, ct) =>
        {
            var roster = Roster.Read(parsed.GetValue(members));
            var weComOptions = parsed.GetValue(wecom) is not { } weComAddress ? null : new WeComDoubleOptions
            {
                ListenOn = IPEndPoint.Parse(weComAddress),
                Control = true,
                CorpId = parsed.GetValue(corpId)!,
                Apps = [new WeComApp(parsed.GetValue(agentId), parsed.GetValue(secret)!)],
                ContactSecret = parsed.GetValue(contactSecret)!,
                WebhookKeys = parsed.GetValue(keys)!,
                Robots =
                [
                    new WeComRobot(parsed.GetValue(botId)!, parsed.GetValue(botSecret)!)
                    {
                        Callback = parsed.GetValue(botCallback) is { } url ? new WeComRobotCallback(url, parsed.GetValue(botToken)!, parsed.GetValue(botKey)!) : null,
                    },
                ],
                RobotPerChatAndMinute = parsed.GetValue(noLimits) ? 0 : 30,
                Members = [.. roster.Select(r => new WeComMember(r.UserId, r.Name, (int)r.Department))],
                Departments = [.. Roster.Departments(roster).Select(d => new WeComDepartment((int)d.Id, d.Name, (int)d.Parent))],
                AcceptAnyUser = parsed.GetValue(anyUser),
                WebhookPerMinute = parsed.GetValue(noLimits) ? 0 : 20,
                AppPerMemberAndMinute = parsed.GetValue(noLimits) ? 0 : 30,
            };
            var dingTalkOptions = parsed.GetValue(dingtalk) is not { } dingTalkAddress ? null : new DingTalkDoubleOptions
            {
                ListenOn = IPEndPoint.Parse(dingTalkAddress),
                Control = true,
                CorpId = parsed.GetValue(dingCorpId)!,
                AppKey = parsed.GetValue(appKey)!,
                AppSecret = parsed.GetValue(appSecret)!,
                RobotCode = parsed.GetValue(robotCode)!,
                RobotName = parsed.GetValue(robotName)!,
                CallbackUrl = parsed.GetValue(dingCallback),
                CardTemplates = [.. parsed.GetValue(templates)!.Select(id => new DingTalkCardTemplate(id))],
                Webhooks = [.. parsed.GetValue(webhooks)!.Select(w => w.Split(':', 2)).Select(w => new DingTalkWebhook(w[0], w.Length > 1 ? w[1] : null))],
                Members = [.. roster.Select(r => new DingTalkMember(r.UserId, r.Name, r.Department))],
                Departments = [.. Roster.Departments(roster).Select(d => new DingTalkDepartment(d.Id, d.Name, d.Parent))],
                AcceptAnyUser = parsed.GetValue(anyUser),
                WebhookPerMinute = parsed.GetValue(noLimits) ? 0 : 20,
                CallsPerSecond = parsed.GetValue(noLimits) ? 0 : 20,
                MonthlyApiCalls = parsed.GetValue(noLimits) ? int.MaxValue : 5000,
                MonthlyWebhookAndStream = parsed.GetValue(noLimits) ? int.MaxValue : 3000,
            };
            return DoublesRun.UntilStoppedAsync(weComOptions, dingTalkOptions, ct);
        });
        return root;
    }

    private static Option<string> Text(string name, string otherwise) => new(name) { DefaultValueFactory = _ => otherwise };
}
