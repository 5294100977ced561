using ChatBot.Channels.WeCom.Cards;
using ChatBot.Channels.WeCom.Payloads;
using ChatBot.Kernel.Channels;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.App;

/// <summary>Messages of the self-built app to one member (<c>message/send</c>, page 90236) and changes of its cards (page 94888).</summary>
internal sealed class AppMessages(WeComApiClient api, AppHealth health, ILogger<AppMessages> logger)
{
    /// <summary>Seconds in which the platform swallows a repeat.</summary>
    private const int DuplicateInterval = 1800;

    /// <summary>Sends one message. The handle of a card is in the result.</summary>
    /// <param name="account">An account with an app.</param>
    /// <param name="userId">The member.</param>
    /// <param name="message">What to say, without address.</param>
    /// <param name="checkDuplicates">The same message to the same member within half an hour is swallowed: makes a retry safe.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SendResult> SendAsync(
        WeComAccount account, string userId, WireMessage message, bool checkDuplicates, CancellationToken cancellationToken)
    {
        var request = WeComApiRequest.Post(
            "message/send",
            message with
            {
                ToUser = userId,
                AgentId = account.Options.App!.AgentId,
                EnableDuplicateCheck = checkDuplicates ? 1 : 0,
                DuplicateCheckInterval = checkDuplicates ? DuplicateInterval : null,
            },
            WeComJson.Wire.WireMessage);
        var call = await api.CallAsync(account, WeComCaller.App, request, cancellationToken);

        // With the duplicate check, sending again after a time-out reaches the member once.
        if (call.Failure == FailureCategory.UnknownOutcome && checkDuplicates)
        {
            call = call with { Failure = FailureCategory.Transient };
        }

        health.Note(account, call);
        if (call.Failure is { } failure)
        {
            logger.CallFailed(account.Name, request.Operation, failure.ToString(), call.Code);
            return call.ToResult();
        }

        // Partial failure is errcode 0 (page 90236); with one recipient, partial is all.
        return call.Answer switch
        {
            { HasInvalidUser: true } => SendResult.Failed(FailureCategory.Permanent, "invaliduser"),
            { UnlicensedUser.Length: > 0 } => SendResult.Failed(FailureCategory.Permanent, "unlicenseduser"),
            { ResponseCode: { Length: > 0 } code } => SendResult.SentCard(code),
            _ => SendResult.Sent(),
        };
    }

    /// <summary>
    /// Changes the card of one member. A code works once and for 72 hours: what is used or old will never work and is
    /// reported as <c>card-code</c>.
    /// </summary>
    public async Task<SendResult> UpdateAsync(
        WeComAccount account, string userId, string responseCode, TemplateCard card, CancellationToken cancellationToken)
    {
        var request = WeComApiRequest.Post(
            "message/update_template_card",
            new CardUpdate { UserIds = [userId], AgentId = account.Options.App!.AgentId, ResponseCode = responseCode, TemplateCard = card },
            WeComJson.Wire.CardUpdate);
        var call = await api.CallAsync(account, WeComCaller.App, request, cancellationToken);
        health.Note(account, call);
        switch (call.Failure)
        {
            case null:
                return call.Answer is { HasInvalidUser: true } ? SendResult.Failed(FailureCategory.Permanent, "invaliduser") : SendResult.Sent();
            case FailureCategory.Permanent:
                logger.CallFailed(account.Name, request.Operation, "card-code", call.Code);
                return SendResult.Failed(FailureCategory.Permanent, "card-code");
            case { } failure:
                logger.CallFailed(account.Name, request.Operation, failure.ToString(), call.Code);
                return call.ToResult();
        }
    }
}
