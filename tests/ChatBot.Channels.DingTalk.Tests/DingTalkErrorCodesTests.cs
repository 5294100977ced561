using ChatBot.Kernel.Channels;
using Xunit;
using static ChatBot.Kernel.Channels.FailureCategory;

namespace ChatBot.Channels.DingTalk.Tests;

public sealed class DingTalkErrorCodesTests
{
    // 2026-03-31 23:59 in China, one minute before April.
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 15, 59, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(400, "InvalidAuthentication", Authentication, null, true)]
    [InlineData(401, "InvalidAuthentication", Authentication, null, true)]
    [InlineData(400, "accesstoken.expired", Authentication, null, true)]
    [InlineData(401, "something.new", Authentication, null, true)]
    [InlineData(401, null, Authentication, null, true)]
    [InlineData(400, "invalidClientIdOrSecret", Authentication, null, false)]
    [InlineData(401, "invalidClientIdOrSecret", Authentication, null, false)]
    [InlineData(400, "invalid.client", Authentication, null, false)]
    [InlineData(403, "Forbidden.AccessDenied.AccessTokenPermissionDenied", Configuration, null, false)]
    [InlineData(403, "Forbidden.AccessDenied.IpNotInWhiteList", Configuration, null, false)]
    [InlineData(403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", RateLimited, 1, false)]
    [InlineData(403, "Forbidden.AccessDenied.QpmLimitForAppkeyAndApi", RateLimited, 60, false)]
    [InlineData(403, "Forbidden.AccessDenied.QpsLimitForApi", RateLimited, 2, false)]
    [InlineData(403, "Forbidden.AccessDenied.ApiCountLimitForOrg", RateLimited, 60, false)]
    [InlineData(400, "send.too.fast", RateLimited, 120, false)]
    [InlineData(400, "send.byToken.tooFast", RateLimited, 120, false)]
    [InlineData(400, "too.many.group", RateLimited, 120, false)]
    [InlineData(400, "too.many.people", RateLimited, 120, false)]
    [InlineData(429, "system.busy", RateLimited, 2, false)]
    [InlineData(429, null, RateLimited, 2, false)]
    [InlineData(500, "system.busy", ServiceDown, null, false)]
    [InlineData(400, "system.busy", ServiceDown, null, false)]
    [InlineData(400, "unknown.send.result", UnknownOutcome, null, false)]
    [InlineData(500, "system.error", UnknownOutcome, null, false)]
    [InlineData(500, "systemError", UnknownOutcome, null, false)]
    [InlineData(504, null, UnknownOutcome, null, false)]
    [InlineData(408, null, UnknownOutcome, null, false)]
    [InlineData(400, "staffId.notExisted", Permanent, null, false)]
    [InlineData(400, "robot.oto.notExist", Permanent, null, false)]
    [InlineData(400, "chatbotId.notAllow.sendOTO", Permanent, null, false)]
    [InlineData(400, "group.disbanded", Permanent, null, false)]
    [InlineData(400, "invalid.openConversationId", Permanent, null, false)]
    [InlineData(400, "conversation.org.notMatch", Permanent, null, false)]
    [InlineData(404, "resource.not.found", Permanent, null, false)]
    [InlineData(400, "bot.stopped", Permanent, null, false)]
    [InlineData(400, "template.stopped", Permanent, null, false)]
    [InlineData(400, "bot.forbidden.sendMessage", Permanent, null, false)]
    [InlineData(400, "invalidParameter.robotCode.notExsit", Permanent, null, false)]
    [InlineData(400, "invalidParameter.userIds.empty", Permanent, null, false)]
    [InlineData(400, "invalidParameter.msgKey.invalid", Permanent, null, false)]
    [InlineData(400, "invalidParameter.msgParam.tooLong", Permanent, null, false)]
    [InlineData(400, "invalidParameter.msg.unsupport", Permanent, null, false)]
    [InlineData(400, "miss.param.msgKey", Permanent, null, false)]
    [InlineData(400, "contain.unsafe.url", Permanent, null, false)]
    [InlineData(400, "contain.notAllowed.text", Permanent, null, false)]
    [InlineData(400, "contain.notAllowed.picture", Permanent, null, false)]
    [InlineData(400, "contain.notAllowed.content", Permanent, null, false)]
    [InlineData(400, "some.new.code", Permanent, null, false)]
    [InlineData(403, "Forbidden.AccessDenied.SomethingNew", Permanent, null, false)]
    [InlineData(404, null, Permanent, null, false)]
    [InlineData(500, "some.new.code", Transient, null, false)]
    [InlineData(502, null, Transient, null, false)]
    [InlineData(503, "", Transient, null, false)]
    [InlineData(302, null, Configuration, null, false)]
    [InlineData(200, null, UnknownOutcome, null, false)]
    public void Classify_AnswerToASend_HasItsCategory(int status, string? code, FailureCategory category, int? seconds, bool renews)
    {
        var failure = DingTalkErrorCodes.Classify(status, code, isSend: true, Now);

        Assert.Equal((category, renews), (failure.Category, failure.RenewsToken));
        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, failure.RetryAfter);
        Assert.NotEmpty(failure.Code);
    }

    [Theory]
    [InlineData(400, "unknown.send.result")]
    [InlineData(500, "system.error")]
    [InlineData(504, null)]
    public void Classify_LostAnswerOfARead_IsTransient(int status, string? code) =>
        Assert.Equal(Transient, DingTalkErrorCodes.Classify(status, code, isSend: false, Now).Category);

    [Theory]
    [InlineData(-1, null, ServiceDown, null, false)]
    [InlineData(15, "isp.top-remote-connection-timeout", UnknownOutcome, null, false)]
    [InlineData(88, null, UnknownOutcome, null, false)]
    [InlineData(88, "isv.permission-denied", Configuration, null, false)]
    [InlineData(88, "60011", Configuration, null, false)]
    [InlineData(88, "40014", Authentication, null, true)]
    [InlineData(88, "88", Configuration, null, false)]
    [InlineData(40001, null, Authentication, null, true)]
    [InlineData(40014, null, Authentication, null, true)]
    [InlineData(42001, null, Authentication, null, true)]
    [InlineData(41001, null, Authentication, null, true)]
    [InlineData(60011, null, Configuration, null, false)]
    [InlineData(60020, null, Configuration, null, false)]
    [InlineData(310000, null, Configuration, null, false)]
    [InlineData(90018, null, RateLimited, 1, false)]
    [InlineData(90002, null, RateLimited, 2, false)]
    [InlineData(90001, null, RateLimited, 60, false)]
    [InlineData(90005, null, RateLimited, 60, false)]
    [InlineData(90006, null, RateLimited, 60, false)]
    [InlineData(90017, null, RateLimited, 60, false)]
    [InlineData(90020, null, RateLimited, 60, false)]
    [InlineData(130101, null, RateLimited, 600, false)]
    [InlineData(410100, null, RateLimited, 600, false)]
    [InlineData(40035, null, Permanent, null, false)]
    [InlineData(43004, null, Permanent, null, false)]
    [InlineData(400013, null, Permanent, null, false)]
    [InlineData(400101, null, Permanent, null, false)]
    [InlineData(400102, null, Permanent, null, false)]
    [InlineData(400105, null, Permanent, null, false)]
    [InlineData(400106, null, Permanent, null, false)]
    [InlineData(430101, null, Permanent, null, false)]
    [InlineData(430104, null, Permanent, null, false)]
    [InlineData(460101, null, Permanent, null, false)]
    [InlineData(101002, null, Permanent, null, false)]
    [InlineData(300001, null, Permanent, null, false)]
    [InlineData(90019, null, Permanent, null, false)]
    [InlineData(777, null, Permanent, null, false)]
    public void ClassifyOld_AnswerToASend_HasItsCategory(long code, string? subCode, FailureCategory category, int? seconds, bool renews)
    {
        var failure = DingTalkErrorCodes.ClassifyOld(code, subCode, isSend: true, Now);

        Assert.Equal((category, renews), (failure.Category, failure.RenewsToken));
        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, failure.RetryAfter);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(88)]
    public void ClassifyOld_LostAnswerOfARead_IsTransient(long code) =>
        Assert.Equal(Transient, DingTalkErrorCodes.ClassifyOld(code, null, isSend: false, Now).Category);

    [Fact]
    public void Classify_MonthlyQuotaInDecember_WaitsForJanuaryInChina()
    {
        var now = new DateTimeOffset(2026, 12, 31, 12, 0, 0, TimeSpan.Zero);
        var failure = DingTalkErrorCodes.Classify(403, "Forbidden.AccessDenied.ApiCountLimitForOrg", isSend: true, now);
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)), now + failure.RetryAfter);
    }
}
