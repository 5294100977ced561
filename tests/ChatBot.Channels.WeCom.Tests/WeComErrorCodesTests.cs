using ChatBot.Kernel.Channels;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests;

public sealed class WeComErrorCodesTests
{
    [Theory]
    [InlineData(-1, FailureCategory.ServiceDown)]
    [InlineData(6000, FailureCategory.Transient)]
    [InlineData(40001, FailureCategory.Authentication)]
    [InlineData(40003, FailureCategory.Permanent)]
    [InlineData(40007, FailureCategory.Permanent)]
    [InlineData(40008, FailureCategory.Permanent)]
    [InlineData(40009, FailureCategory.Permanent)]
    [InlineData(40013, FailureCategory.Configuration)]
    [InlineData(40014, FailureCategory.Authentication)]
    [InlineData(40035, FailureCategory.Permanent)]
    [InlineData(40056, FailureCategory.Configuration)]
    [InlineData(40058, FailureCategory.Permanent)]
    [InlineData(40063, FailureCategory.Permanent)]
    [InlineData(40091, FailureCategory.Authentication)]
    [InlineData(40093, FailureCategory.Authentication)]
    [InlineData(41001, FailureCategory.Authentication)]
    [InlineData(42001, FailureCategory.Authentication)]
    [InlineData(43012, FailureCategory.Configuration)]
    [InlineData(44004, FailureCategory.Permanent)]
    [InlineData(45001, FailureCategory.Permanent)]
    [InlineData(45002, FailureCategory.Permanent)]
    [InlineData(45007, FailureCategory.Permanent)]
    [InlineData(45008, FailureCategory.Permanent)]
    [InlineData(45009, FailureCategory.RateLimited)]
    [InlineData(45033, FailureCategory.RateLimited)]
    [InlineData(46004, FailureCategory.Permanent)]
    [InlineData(47001, FailureCategory.Permanent)]
    [InlineData(48002, FailureCategory.Configuration)]
    [InlineData(50001, FailureCategory.Configuration)]
    [InlineData(50002, FailureCategory.Configuration)]
    [InlineData(50003, FailureCategory.Configuration)]
    [InlineData(60011, FailureCategory.Configuration)]
    [InlineData(60020, FailureCategory.Configuration)]
    [InlineData(60111, FailureCategory.Permanent)]
    [InlineData(81013, FailureCategory.Permanent)]
    [InlineData(82001, FailureCategory.Permanent)]
    [InlineData(86001, FailureCategory.Permanent)]
    [InlineData(86003, FailureCategory.Permanent)]
    [InlineData(86004, FailureCategory.Permanent)]
    [InlineData(86005, FailureCategory.Permanent)]
    [InlineData(86006, FailureCategory.Permanent)]
    [InlineData(86007, FailureCategory.Permanent)]
    [InlineData(86008, FailureCategory.Permanent)]
    [InlineData(86101, FailureCategory.Permanent)]
    [InlineData(86201, FailureCategory.Permanent)]
    [InlineData(86215, FailureCategory.Permanent)]
    [InlineData(86216, FailureCategory.Permanent)]
    [InlineData(86217, FailureCategory.Permanent)]
    [InlineData(93000, FailureCategory.Permanent)]
    [InlineData(93004, FailureCategory.Permanent)]
    [InlineData(93006, FailureCategory.Permanent)]
    [InlineData(93008, FailureCategory.Permanent)]
    [InlineData(93017, FailureCategory.Permanent)]
    [InlineData(301002, FailureCategory.Configuration)]
    [InlineData(1, FailureCategory.Transient)]
    [InlineData(86100, FailureCategory.Transient)]
    [InlineData(99999, FailureCategory.Transient)]
    [InlineData(int.MinValue, FailureCategory.Transient)]
    public void Categorise_Code_GivesItsCategory(int code, FailureCategory expected) =>
        Assert.Equal(expected, WeComErrorCodes.Categorise(code));

    [Theory]
    [InlineData(40014, true)]
    [InlineData(42001, true)]
    [InlineData(40001, false)]
    [InlineData(0, false)]
    public void AsksForToken_Code_OnlyForTokensThatEnded(int code, bool expected) =>
        Assert.Equal(expected, WeComErrorCodes.AsksForToken(code));

    [Theory]
    [InlineData(45009, 60)]
    [InlineData(45033, 2)]
    [InlineData(-1, null)]
    public void DefaultWait_Code_IsItsWindow(int code, int? seconds) =>
        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, WeComErrorCodes.DefaultWait(code));
}
