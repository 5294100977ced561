namespace ChatBot.Channels.WeCom;

/// <summary>Why a callback was not accepted. For logs alone: whoever called is never told.</summary>
public enum WeComCryptoError
{
    /// <summary>All is well.</summary>
    None,

    /// <summary>The signature is not ours (platform code -40001).</summary>
    Signature,

    /// <summary>The cipher text is not base64 (-40010).</summary>
    Base64,

    /// <summary>Length or padding of the cipher text is wrong (-40007).</summary>
    Cipher,

    /// <summary>The plain text is shorter than it says (-40008).</summary>
    Layout,

    /// <summary>Meant for another company or robot (-40005).</summary>
    Receiver,
}
